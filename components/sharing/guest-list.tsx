'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Strip } from '@/components/strip/strip'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Skeleton } from '@/components/ui/skeleton'
import { Swatch } from '@/components/ui/swatch'
import type { SharedRow, SharedTag } from '@/lib/sharing/schema'
import { inOrder } from '@/lib/tags/in-order'
import { GuestFailure, type useGuest } from './use-guest'

type Guest = ReturnType<typeof useGuest>

/** What the link shows, by number: first words, tags and strip of each. */
export function GuestList({
  calls,
  read,
  count,
  most,
  tags,
  tag,
  current,
  onOpen,
  onTag,
}: {
  calls: Guest['calls']
  read: Guest['read']
  count: number
  most: number
  tags: ReadonlyMap<string, SharedTag>
  /** Only what holds this tag. */
  tag: string | null
  current: number | null
  onOpen: (number: number) => void
  onTag: (tag: string | null) => void
}) {
  const t = useTranslations('sharing.guest')
  const failureText = useFailureText()
  const pages = useInfiniteQuery({
    queryKey: ['shared', 'list', tag],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => read(calls.list(pageParam, tag, signal)),
    getNextPageParam: (last) => last.next,
    retry: false,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 88,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const nearEnd = hasNextPage && !isFetchingNextPage && (items.at(-1)?.index ?? 0) > rows.length - 15
  // outside system: the scroll position asks for the next page
  useEffect(() => {
    if (nearEnd) void fetchNextPage()
  }, [nearEnd, fetchNextPage])
  const shownTag = tag === null ? undefined : tags.get(tag)
  const failure = pages.error instanceof GuestFailure ? pages.error.failure : null
  return (
    <>
      <div className="flex min-h-10 flex-wrap items-center gap-2 px-3.5 py-1.5 text-ink-3 text-xs">
        {tag === null ? (
          <span>{t('count', { count, more: count >= most ? 'yes' : 'no' })}</span>
        ) : (
          <Button size="sm" aria-label={t('showAll')} onClick={() => onTag(null)}>
            {shownTag && <Swatch color={shownTag.color} />}
            {shownTag?.name ?? t('unknownTag')}
            <X aria-hidden="true" />
          </Button>
        )}
      </div>
      {pages.isPending && (
        <div className="grid gap-3 p-3.5">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      )}
      {failure && (
        <Note tone="bad" role="alert" className="mx-3">
          {failureText(failure)}
          <Button size="sm" className="mt-2" onClick={() => void pages.refetch()}>
            {t('tryAgain')}
          </Button>
        </Note>
      )}
      {pages.isSuccess && rows.length === 0 && !hasNextPage && (
        <EmptyState
          title={t('empty')}
          className="px-3.5"
          actions={tag !== null && <Button onClick={() => onTag(null)}>{t('showAll')}</Button>}
        >
          {t(tag === null ? 'emptyHint' : 'emptyTagHint')}
        </EmptyState>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
        <ul className="relative" style={{ height: virtual.getTotalSize() }} aria-label={t('list')}>
          {items.map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <li
                  key={row.number}
                  data-index={item.index}
                  ref={virtual.measureElement}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <GuestRow row={row} tags={tags} current={row.number === current} onOpen={onOpen} />
                </li>
              )
            )
          })}
        </ul>
      </div>
    </>
  )
}

function GuestRow({
  row,
  tags,
  current,
  onOpen,
}: {
  row: SharedRow
  tags: ReadonlyMap<string, SharedTag>
  current: boolean
  onOpen: (number: number) => void
}) {
  const t = useTranslations('queue')
  const own = inOrder(tags, row.tagIds)
  return (
    <button
      type="button"
      onClick={() => onOpen(row.number)}
      aria-current={current || undefined}
      className={clsx(
        'relative grid w-full content-start gap-1.5 border-line border-t px-3.5 pt-2 pb-2.5 text-left outline-offset-[-2px]',
        current ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      {current && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
      <span className="flex min-w-0 items-center gap-1.5 text-2xs text-ink-3">
        <span>#{row.number}</span>
        {row.kind === 'preference' && (
          <span className="shrink-0 rounded-sm border border-line-strong px-1 text-ink-2">{t('pair')}</span>
        )}
        <span className="shrink-0">{t('turns', { count: row.turns })}</span>
        <span className="flex-1" />
        {own.slice(0, 2).map((tag) => (
          <span key={tag.id} className="inline-flex min-w-0 items-center gap-1 text-ink-2">
            <Swatch color={tag.color} size={7} />
            <span className="max-w-20 truncate">{tag.name}</span>
          </span>
        ))}
        {own.length > 2 && <span>+{own.length - 2}</span>}
      </span>
      <span className="line-clamp-2 min-h-[1lh] text-sm">{row.preview || t('emptyPreview')}</span>
      <Strip frames={row.strip} />
    </button>
  )
}
