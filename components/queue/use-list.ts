'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useRunEnded } from '@/components/bulk/runs-context'
import { useOutboxEvents } from '@/components/workspace/outbox-context'
import type { BulkRunRow } from '@/lib/bulk/schema'
import { countExamples, findAround, listExamples, type View } from '@/lib/examples/client'
import type { ListedExample } from '@/lib/examples/schema'
import type { OutboxEvent } from '@/lib/outbox/outbox'
import type { Failure } from '@/lib/result/schema'

export type QueryTrouble = { code: string; start: number; end: number; params: Record<string, string> }

/** Thrown into the query cache so that it can be read back as what it was. */
class ListFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason)
  }
}

export type ShownRow = { row: ListedExample; matches: boolean }

/**
 * The list as a snapshot: rows stay where they are while people work on them, with their newest content; one that
 * no longer matches is dimmed until the list is refreshed.
 */
export function useList(datasetId: string, view: View) {
  const [generation, setGeneration] = useState(0)
  const [fresh, setFresh] = useState<ReadonlyMap<number, ShownRow>>(new Map())
  const [stale, setStale] = useState(false)
  const key = [datasetId, view.q, view.sort, generation]
  const pages = useInfiniteQuery({
    queryKey: ['examples', ...key],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const answer = await listExamples(datasetId, view, pageParam, signal)
      if (!answer.ok) throw new ListFailure(answer.error)
      return answer.value
    },
    getNextPageParam: (last) => last.next,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const count = useQuery({
    queryKey: ['count', ...key],
    queryFn: async () => {
      const answer = await countExamples(datasetId, view.q)
      return answer.ok ? answer.value : null
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const loaded = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const rows = useMemo(
    () => loaded.map((row): ShownRow => fresh.get(row.number) ?? { row, matches: true }),
    [loaded, fresh],
  )
  const numbers = useMemo(() => new Set(loaded.map((row) => row.number)), [loaded])
  const look = useLook(datasetId, view, setFresh)
  const lookAll = useLookAll(datasetId, view, setFresh)
  const client = useQueryClient()
  const visible = useRef<readonly number[]>([])
  /** Those that were in sight since many changed; null where none have. */
  const looked = useRef<Set<number> | null>(null)
  /** Says which numbers are in sight: what comes there after a change of many is read anew too. */
  const see = useCallback(
    (numbers: readonly number[]) => {
      visible.current = numbers
      const known = looked.current
      if (!known || numbers.every((number) => known.has(number))) return
      for (const number of numbers) known.add(number)
      lookAll(numbers)
    },
    [lookAll],
  )

  const hear = useCallback(
    (event: OutboxEvent) => {
      if (event.type === 'acknowledged' && event.datasetId === datasetId) look(event.number)
      if (event.type !== 'live-event' || event.event.type === 'access') return
      if (event.event.datasetId !== datasetId) return
      if (event.event.type === 'example') {
        if (numbers.has(event.event.number)) look(event.event.number)
      } else if (event.event.type === 'findings') {
        const { number } = event.event
        if (number !== null) {
          if (numbers.has(number)) look(number)
          return
        }
        looked.current = new Set()
        see(visible.current)
      } else if (event.event.type === 'examples') {
        setStale(true)
        looked.current = new Set()
        see(visible.current)
        void client.invalidateQueries({ queryKey: ['count', datasetId] })
      }
    },
    [datasetId, client, look, see, numbers],
  )
  useOutboxEvents(hear)

  const refresh = useCallback(() => {
    setFresh(new Map())
    setStale(false)
    looked.current = null
    setGeneration((g) => g + 1)
  }, [])
  // who asked for it looks for what came of it; under others the list stays as they left it
  const ended = useCallback((_: BulkRunRow, isMine: boolean) => isMine && refresh(), [refresh])
  useRunEnded(ended)

  const failure = pages.error instanceof ListFailure ? pages.error.failure : null
  return {
    rows,
    count: count.data ?? null,
    loading: pages.isPending,
    failure,
    troubles: (failure?.reason === 'badQuery'
      ? (failure.details as { errors: QueryTrouble[] }).errors
      : []) as QueryTrouble[],
    stale: stale || rows.some((r) => !r.matches),
    hasMore: pages.hasNextPage,
    loadMore: () => void (!pages.isFetchingNextPage && pages.fetchNextPage()),
    refresh,
    see,
  }
}

/** Reads one row anew, and whether the view still finds it. Calls for the same row within a moment are one. */
function useLook(
  datasetId: string,
  view: View,
  keep: (change: (old: ReadonlyMap<number, ShownRow>) => ReadonlyMap<number, ShownRow>) => void,
) {
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>())
  // outside system: timers end with the view
  useEffect(() => {
    const all = timers.current
    return () => {
      for (const timer of all.values()) clearTimeout(timer)
      all.clear()
    }
  }, [])
  return useCallback(
    (number: number) => {
      const read = async () => {
        const within = await listExamples(datasetId, { q: `${view.q} #${number}`.trim(), sort: '' }, null)
        const found = within.ok ? within.value.rows[0] : undefined
        const alone = found ? null : await listExamples(datasetId, { q: `#${number} in:all`, sort: '' }, null)
        const row = found ?? (alone?.ok ? alone.value.rows[0] : undefined)
        if (row) keep((old) => new Map(old).set(number, { row, matches: found !== undefined }))
      }
      clearTimeout(timers.current.get(number))
      timers.current.set(
        number,
        setTimeout(() => void read(), 60),
      )
    },
    [datasetId, view.q, keep],
  )
}

const manyMs = 300
const mostLookedAt = 40

/** Reads the rows in sight anew, a moment after many may have changed: two requests, however many they are. */
function useLookAll(
  datasetId: string,
  view: View,
  keep: (change: (old: ReadonlyMap<number, ShownRow>) => ReadonlyMap<number, ShownRow>) => void,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // outside system: the timer ends with the view
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(
    (numbers: readonly number[]) => {
      const some = numbers.slice(0, mostLookedAt)
      if (some.length === 0) return
      const read = async () => {
        const q = `number:${some.join(',')}`
        const [within, all] = await Promise.all([
          listExamples(datasetId, { q: `${view.q} ${q}`.trim(), sort: '' }, null),
          listExamples(datasetId, { q: `${q} in:all`, sort: '' }, null),
        ])
        if (!within.ok || !all.ok) return
        const matching = new Set(within.value.rows.map((row) => row.number))
        keep((old) => {
          const next = new Map(old)
          for (const row of all.value.rows) next.set(row.number, { row, matches: matching.has(row.number) })
          return next
        })
      }
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void read(), manyMs)
    },
    [datasetId, view.q, keep],
  )
}

/** The neighbour of an example in the list: from what is loaded, else asked for. */
export async function neighbourOf(
  rows: ShownRow[],
  hasMore: boolean,
  at: { datasetId: string; number: number; view: View },
  by: 1 | -1,
): Promise<number | null> {
  const index = rows.findIndex((r) => r.row.number === at.number)
  const inside = index < 0 ? undefined : rows[index + by]?.row.number
  if (inside !== undefined) return inside
  if (index >= 0 && !(by === 1 && hasMore)) return null
  const around = await findAround(at.datasetId, at.number, at.view)
  if (!around.ok) return null
  return by === 1 ? around.value.next : around.value.previous
}
