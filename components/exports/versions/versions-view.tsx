'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Page, Section } from '@/components/ui/page'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchVersions } from '@/lib/versions/client'
import type { VersionDiff, VersionRow } from '@/lib/versions/schema'
import { isMaking } from '@/lib/versions/state'
import { DiffPanel } from './diff-view'
import { VersionItem } from './version-item'

/** Versions of a dataset, and what became of one in another where the address asks for it. */
export function VersionsView({
  datasetId,
  initial,
  diff,
  open,
}: {
  datasetId: string
  initial: VersionRow[]
  diff: VersionDiff | null
  /** The one that the address names. */
  open: string | null
}) {
  const t = useTranslations('versions')
  const queries = useQueryClient()
  const { data: versions } = useQuery({
    queryKey: ['versions', datasetId],
    queryFn: async ({ signal }) => {
      const result = await fetchVersions(datasetId, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.versions
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some(isMaking) ? 700 : false),
  })
  const refresh = () => void queries.invalidateQueries({ queryKey: ['versions', datasetId] })
  useLive(['version'], datasetId, refresh)
  const opened = open ?? versions[0]?.id
  return (
    <Page
      title={t('title')}
      lede={t('lede')}
      actions={
        <ButtonLink href={`/datasets/${datasetId}/exports`} size="md">
          {t('make')}
        </ButtonLink>
      }
    >
      {diff && <DiffPanel datasetId={datasetId} diff={diff} />}
      {versions.length === 0 ? (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      ) : (
        <Section title={t('all', { count: versions.length })}>
          <ul className="grid">
            {versions.map((version) => (
              <VersionItem
                key={version.id}
                datasetId={datasetId}
                version={version}
                others={versions.filter(({ id, state }) => id !== version.id && state === 'ready')}
                open={version.id === opened}
                onChanged={refresh}
              />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
