'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { afterPaint } from '@/components/ui/after-paint'
import { isSelected, type Selection } from '@/lib/bulk/selection'
import type { Tag } from '@/lib/tags/schema'
import { QueueRow } from './queue-row'
import type { useList } from './use-list'

export type Picks = {
  selection: Selection
  toggle: (number: number, toHere: boolean) => void
  all: () => void
}

/** The examples of the list, those in sight: what scrolls draws these anew and nothing around them. */
export function QueueRows({
  list,
  tags,
  current,
  selecting,
  onOpen,
}: {
  list: ReturnType<typeof useList>
  tags: ReadonlyMap<string, Tag>
  current: number | null
  selecting: Picks | null
  onOpen: (number: number) => void
}) {
  const t = useTranslations('queue')
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 88,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasMore, loadMore } = list
  const nearEnd = hasMore && last > list.rows.length - 15
  // outside system: the scroll position asks for the next page
  useEffect(() => {
    if (nearEnd) loadMore()
  }, [nearEnd, loadMore])
  const { see } = list
  // outside system: what is in sight is read again first when others change many
  useEffect(() => {
    see(items.flatMap(({ index }) => list.rows[index]?.row.number ?? []))
  })
  const currentIndex = list.rows.findIndex((r) => r.row.number === current)
  // outside system: the scroll position follows the open example, once that is painted
  useEffect(() => {
    if (currentIndex < 0) return
    return afterPaint(() => virtual.scrollToIndex(currentIndex, { align: 'auto' }))
  }, [currentIndex, virtual])
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto" id="queue">
      <ul className="relative" style={{ height: virtual.getTotalSize() }} aria-label={t('list')}>
        {items.map((item) => {
          const shown = list.rows[item.index]
          if (!shown) return null
          return (
            <li
              key={shown.row.number}
              data-index={item.index}
              ref={virtual.measureElement}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <QueueRow
                row={shown.row}
                tags={tags}
                current={shown.row.number === current}
                dimmed={!shown.matches}
                picked={selecting ? isSelected(selecting.selection, shown.row.number) : null}
                onOpen={onOpen}
                onPick={selecting?.toggle ?? null}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
