'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Page, Section } from '@/components/ui/page'
import { fetchExports } from '@/lib/exports/client'
import type { ExportRow, Recipe } from '@/lib/exports/schema'
import { ExportItem } from './export-item'
import { NewExport } from './new-export'
import type { ExportDataset, StrataChoice } from './shapes'

export function ExportsView({
  dataset,
  groups,
  recipe,
  initial,
}: {
  dataset: ExportDataset
  groups: StrataChoice[]
  recipe: Recipe
  initial: ExportRow[]
}) {
  const t = useTranslations('exports')
  const versions = useTranslations('versions')
  const queries = useQueryClient()
  const [latest, setLatest] = useState<string | null>(initial[0]?.id ?? null)
  const { data: exports } = useQuery({
    queryKey: ['exports', dataset.id],
    queryFn: async ({ signal }) => {
      const result = await fetchExports(dataset.id, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.exports
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some((row) => row.state === 'running') ? 700 : false),
  })
  const refresh = () => queries.invalidateQueries({ queryKey: ['exports', dataset.id] })

  return (
    <Page
      title={t('title')}
      lede={t('lede')}
      actions={
        <ButtonLink href={`/datasets/${dataset.id}/exports/versions`}>{versions('freeze.all')}</ButtonLink>
      }
    >
      <NewExport
        dataset={dataset}
        groups={groups}
        initial={recipe}
        lastEnd={exports.find((row) => row.state === 'done')?.finishedAt ?? null}
        onStarted={(id) => {
          setLatest(id)
          void refresh()
        }}
      />
      <Section title={t('past.title')} lede={exports.length > 0 ? t('past.lede') : undefined}>
        {exports.length === 0 && <p className="text-ink-2">{t('past.none')}</p>}
        <ul className="grid">
          {exports.map((row) => (
            <ExportItem
              key={row.id}
              datasetId={dataset.id}
              row={row}
              open={row.id === latest}
              onChanged={() => void refresh()}
            />
          ))}
        </ul>
      </Section>
    </Page>
  )
}
