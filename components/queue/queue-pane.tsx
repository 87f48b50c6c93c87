'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { ListChecks, Plus, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { SignInLink } from '@/components/ui/sign-in-link'
import { Skeleton } from '@/components/ui/skeleton'
import { isSelected, type Selection } from '@/lib/bulk/selection'
import type { View } from '@/lib/examples/client'
import { defaultSort, sorts } from '@/lib/query/words'
import { queryNameOf } from '@/lib/tags/query-name'
import type { TagGroup } from '@/lib/tags/schema'
import { QueryBox } from './query-box'
import { QueueRow } from './queue-row'
import type { useList } from './use-list'

type Picks = {
  selection: Selection
  toggle: (number: number, toHere: boolean) => void
  all: () => void
}

/** The left pane: the query, how many it finds, and the examples as a virtual list. */
export function QueuePane({
  list,
  view,
  groups,
  current,
  search,
  mayEdit,
  onView,
  onOpen,
  onNew,
  selecting,
}: {
  list: ReturnType<typeof useList>
  view: View
  groups: TagGroup[]
  current: number | null
  search: RefObject<HTMLInputElement | null>
  mayEdit: boolean
  onView: (view: View) => void
  onOpen: (number: number) => void
  onNew: () => void
  /** What is ticked for work on many at once; null for those who may not edit. */
  selecting: Picks | null
}) {
  const t = useTranslations('queue')
  const query = useTranslations('query.sorts')
  const errors = useTranslations('errors')
  const tags = useMemo(() => new Map(groups.flatMap((g) => g.tags).map((tag) => [tag.id, tag])), [groups])
  const tagNames = useMemo(
    () => groups.flatMap((group) => group.tags.map((tag) => queryNameOf(tag, group, groups))),
    [groups],
  )
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
  // outside system: the scroll position follows the open example
  useEffect(() => {
    if (currentIndex >= 0) virtual.scrollToIndex(currentIndex, { align: 'auto' })
  }, [currentIndex, virtual])
  const { count } = list
  // a page may come empty and yet not be the last
  const loading = list.loading || (list.rows.length === 0 && hasMore)
  const filtered = view.q !== ''
  return (
    <>
      <QueryBox
        key={view.q}
        q={view.q}
        troubles={list.troubles}
        tagNames={tagNames}
        input={search}
        onQuery={(q) => onView({ ...view, q })}
      />
      <div className="flex items-center gap-2 px-3.5 pb-2 text-xs text-ink-3">
        <span aria-live="polite" className="whitespace-nowrap">
          {count &&
            t.rich(filtered ? 'countOf' : 'count', {
              count: count.count,
              total: count.total,
              b: (text) => <b className="text-ink">{text}</b>,
            })}
        </span>
        {list.stale && (
          <button
            type="button"
            onClick={list.refresh}
            className="inline-flex items-center gap-1 whitespace-nowrap text-accent hover:underline"
          >
            <RefreshCw className="size-3" aria-hidden="true" />
            {t('refresh')}
          </button>
        )}
        <span className="flex-1" />
        <Select
          value={view.sort || defaultSort}
          aria-label={t('sort')}
          className="list-sort"
          onChange={(event) =>
            onView({ ...view, sort: event.target.value === defaultSort ? '' : event.target.value })
          }
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {query(sort)}
            </option>
          ))}
        </Select>
        {selecting && count !== null && count.count > 0 && (
          <IconButton
            size="sm"
            label={t('selectAll', { count: count.count })}
            keys="shift+a"
            onClick={selecting.all}
          >
            <ListChecks />
          </IconButton>
        )}
        {mayEdit && (
          <IconButton size="sm" label={t('new')} keys="n" onClick={onNew}>
            <Plus />
          </IconButton>
        )}
      </div>
      {list.failure && list.failure.reason !== 'badQuery' && (
        <Note tone="bad" role="alert" className="mx-3">
          {errors.has(list.failure.reason)
            ? errors(list.failure.reason, list.failure.params)
            : list.failure.message}
          {list.failure.code === 'unauthenticated' ? (
            <SignInLink className="underline underline-offset-4" />
          ) : (
            <Button size="sm" className="mt-2" onClick={list.refresh}>
              {t('tryAgain')}
            </Button>
          )}
        </Note>
      )}
      {count !== null && count.searchDue > 0 && (
        <p role="status" className="px-3.5 pb-2 text-xs text-ink-3">
          {t('searchDue', { count: count.searchDue })}
        </p>
      )}
      {loading && !list.failure && (
        <div className="grid gap-3 p-3.5">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      )}
      {!loading && !list.failure && list.rows.length === 0 && (
        <EmptyState
          title={t(filtered ? 'nothingFound' : 'noExamples')}
          className="mx-0! px-3.5! py-8"
          actions={
            filtered ? (
              <Button onClick={() => onView({ ...view, q: '' })}>{t('clear')}</Button>
            ) : mayEdit ? (
              <Button variant="primary" onClick={onNew}>
                {t('new')}
              </Button>
            ) : undefined
          }
        >
          {t(filtered ? 'nothingFoundHint' : 'noExamplesHint')}
        </EmptyState>
      )}
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
    </>
  )
}
