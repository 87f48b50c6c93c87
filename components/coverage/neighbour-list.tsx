'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ChoiceList } from '@/components/ui/choice-list'
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
    <div className="grid gap-2">
      <ChoiceList
        legend={t('neighbours')}
        value={chosen}
        options={rows.map(({ number, status, preview }) => ({
          value: number,
          line: (
            <>
              <StatusDot status={status} />#{number} · {words(status)}
            </>
          ),
          text: preview,
        }))}
        onChange={onChoose}
      />
      <p className="text-ink-3 text-xs">{t('copyHint')}</p>
    </div>
  )
}
