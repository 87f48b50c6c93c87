'use client'

import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusDot } from '@/components/ui/status-dot'
import { queryOfTags } from '@/lib/coverage/view'
import { listExamples } from '@/lib/examples/client'
import type { TagGroup } from '@/lib/tags/schema'
import type { Cell } from './coverage-table'

const mostShown = 20

/** Examples about the same topic, the newest first: one is copied and altered into the kind that is missing. */
export function NeighbourList({
  datasetId,
  groups,
  cell,
  chosen,
  onChoose,
}: {
  datasetId: string
  groups: TagGroup[]
  cell: Cell
  chosen: number | null
  onChoose: (number: number) => void
}) {
  const t = useTranslations('coverage.begin')
  const words = useTranslations('editor.status')
  const failureText = useFailureText()
  const name = useId()
  const q = queryOfTags(groups, [cell.topicTagId], null)
  const { data } = useQuery({
    queryKey: ['coverage', datasetId, 'neighbours', q],
    queryFn: ({ signal }) => listExamples(datasetId, { q, sort: '-updated' }, null, signal),
  })
  if (!data) return <Skeleton className="h-40" />
  if (!data.ok)
    return (
      <Note tone="bad" role="alert">
        {failureText(data.error)}
      </Note>
    )
  const rows = data.value.rows.slice(0, mostShown)
  if (rows.length === 0) return <p className="text-ink-2">{t('noNeighbour')}</p>
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-ink-2 text-xs">{t('neighbours')}</legend>
      <div className="max-h-80 overflow-y-auto border-line border-y">
        {rows.map((row) => (
          <label
            key={row.number}
            className={clsx(
              'flex cursor-pointer items-start gap-3 border-line border-t px-2 py-2 first:border-t-0',
              row.number === chosen ? 'bg-accent-soft' : 'hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={row.number === chosen}
              onChange={() => onChoose(row.number)}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span className="grid min-w-0 gap-0.5">
              <span className="inline-flex items-center gap-1.5 text-2xs text-ink-3">
                <StatusDot status={row.status} />#{row.number} · {words(row.status)}
              </span>
              <span className="line-clamp-2 text-sm">{row.preview}</span>
            </span>
          </label>
        ))}
      </div>
      <p className="text-ink-3 text-xs">{t('copyHint')}</p>
    </fieldset>
  )
}
