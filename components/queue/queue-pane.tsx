'use client'

import { ListChecks, Plus, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { SignInLink } from '@/components/ui/sign-in-link'
import { Skeleton } from '@/components/ui/skeleton'
import type { View } from '@/lib/examples/client'
import { defaultSort, sorts } from '@/lib/query/words'
import { queryNameOf } from '@/lib/tags/query-name'
import type { TagGroup } from '@/lib/tags/schema'
import { QueryBox } from './query-box'
import { type Picks, QueueRows } from './queue-rows'
import type { useList } from './use-list'

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
  const { count } = list
  // a page may come empty and yet not be the last
  const loading = list.loading || (list.rows.length === 0 && list.hasMore)
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
      <QueueRows list={list} tags={tags} current={current} selecting={selecting} onOpen={onOpen} />
    </>
  )
}
