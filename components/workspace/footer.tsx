'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { countExamples } from '@/lib/examples/client'
import type { OutboxEvent } from '@/lib/outbox/outbox'
import { useOutboxEvents } from './outbox-context'

/** The keys that are used most, and how far the team is. */
export function Footer({
  approved,
  total,
  datasetId,
  tagCount,
}: {
  approved: number
  total: number
  datasetId: string
  tagCount: number
}) {
  const t = useTranslations('workspace')
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['review-progress', datasetId],
    queryFn: async () => {
      const [done, due] = await Promise.all([
        countExamples(datasetId, 'status:approved'),
        countExamples(datasetId, '-status:excluded'),
      ])
      return done.ok && due.ok ? { approved: done.value.count, total: due.value.count } : null
    },
    initialData: { approved, total },
    staleTime: 60_000,
  })
  const hear = useCallback(
    (event: OutboxEvent) => {
      const changed =
        event.type === 'acknowledged' || (event.type === 'live-event' && event.event.type !== 'presence')
      if (changed) void client.invalidateQueries({ queryKey: ['review-progress', datasetId] })
    },
    [client, datasetId],
  )
  useOutboxEvents(hear)
  const done = data ?? { approved, total }
  const keys: [string, string][] = [
    ['j', 'nextExample'],
    ['ArrowDown', 'nextTurn'],
    ['e', 'edit'],
    ['w', 'weight'],
    ['mod+Enter', 'submit'],
    ['mod+z', 'undo'],
    ['?', 'allKeys'],
  ]
  return (
    <footer className="flex items-center gap-4 overflow-hidden border-line border-t bg-panel px-3.5 text-xs text-ink-3 max-sm:hidden">
      <span
        aria-hidden="true"
        className="flex min-w-0 items-center gap-4 overflow-hidden whitespace-nowrap max-lg:hidden"
      >
        {keys.map(([key, word]) => (
          <span key={word} className="inline-flex items-center gap-1.5">
            <Kbd keys={key} /> {t(`keys.${word}`)}
          </span>
        ))}
        {tagCount > 0 && (
          <span className="inline-flex items-center gap-1.5">
            <Kbd keys="1" />–<Kbd keys={String(Math.min(9, tagCount))} /> {t('keys.tag')}
          </span>
        )}
      </span>
      <span className="flex-1" />
      <span className="inline-flex shrink-0 items-center gap-2">
        {t('team')}
        <progress
          aria-label={t('progress')}
          className="team-progress h-1.25 w-30"
          value={done.approved}
          max={Math.max(1, done.total)}
        />
        {t('approvedOf', { approved: done.approved, total: done.total })}
      </span>
    </footer>
  )
}
