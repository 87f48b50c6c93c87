'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { listBulkItems } from '@/lib/bulk/client'
import type { BulkRunRow } from '@/lib/bulk/schema'

const outcomes = ['skipped', 'failed', 'unchanged'] as const

/** Which examples a run left as they were, and why; each number leads there. */
export function RunDetails({
  datasetId,
  run,
  onOpen,
  onClose,
}: {
  datasetId: string
  run: BulkRunRow
  onOpen: (number: number) => void
  onClose: () => void
}) {
  const t = useTranslations('bulk')
  const there = outcomes.filter((outcome) => run[outcome] > 0)
  const [outcome, setOutcome] = useState(there[0] ?? 'skipped')
  const list = useInfiniteQuery({
    queryKey: ['bulk-items', datasetId, run.id, outcome],
    initialPageParam: 0,
    queryFn: async ({ pageParam }) => {
      const answer = await listBulkItems(datasetId, run.id, outcome, pageParam)
      return answer.ok ? answer.value : { items: [], next: null }
    },
    getNextPageParam: (last) => last.next,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('details.title')}>
      {there.length > 1 && (
        <Segmented
          label={t('details.show')}
          value={outcome}
          options={there.map((value) => ({
            value,
            label: t(`details.${value}`, { count: run[value] }),
          }))}
          onChange={setOutcome}
        />
      )}
      {list.isPending && <Skeleton className="h-16" />}
      <ul className="grid">
        {items.map(({ number, reason }) => (
          <li key={number} className="flex items-baseline gap-3 border-line border-t py-1.5 first:border-t-0">
            <button
              type="button"
              className="w-16 shrink-0 text-left text-accent hover:underline"
              onClick={() => onOpen(number)}
            >
              #{number}
            </button>
            <span className="min-w-0 text-ink-2">{reason && t(`reasons.${reason}`)}</span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('details.more')}
        </Button>
      )}
    </Dialog>
  )
}
