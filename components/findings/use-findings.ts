'use client'

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchFindings, fetchFindingsSummary } from '@/lib/checks/client'
import type { FindingsPage, FindingsSummary, SummaryQuery } from '@/lib/checks/schema'
import type { Failure, Result } from '@/lib/result/schema'
import { type FindingsView, readView, requestOf, writeView } from './view'

/** Thrown into the query cache so that it can be read back as what it was. */
export class FindingsFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason)
  }
}

function orThrow<T>(answer: Result<T>): T {
  if (!answer.ok) throw new FindingsFailure(answer.error)
  return answer.value
}

const runningMs = 700

/** What the address says, and the way to change it; another filter is another page, to which Back leads. */
export function useFindingsView(): [FindingsView, (part: Partial<FindingsView>) => void] {
  const params = useSearchParams()
  const view = useMemo(() => readView(new URLSearchParams(params)), [params])
  const change = useCallback((part: Partial<FindingsView>) => {
    const now = readView(new URLSearchParams(window.location.search))
    window.history.pushState(null, '', `${window.location.pathname}${writeView({ ...now, ...part })}`)
  }, [])
  return [view, change]
}

export const summaryKey = (datasetId: string, asked: SummaryQuery) => [
  'findings',
  datasetId,
  'summary',
  asked,
]

/** Counts by check and tag, how many examples are yet to be checked, and the last run. */
export function useSummary(datasetId: string, asked: SummaryQuery, initial?: FindingsSummary) {
  return useQuery({
    queryKey: summaryKey(datasetId, asked),
    queryFn: async ({ signal }) => orThrow(await fetchFindingsSummary(datasetId, asked, signal)),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.run?.state === 'running' || (state.data?.due ?? 0) > 0 ? runningMs : false,
    retry: false,
    ...(initial && Object.keys(asked).length === 0 ? { initialData: initial } : {}),
  })
}

/** The findings of a view, page by page. */
export function useFindings(datasetId: string, view: FindingsView) {
  const asked = { ...requestOf(view), state: view.state }
  return useInfiniteQuery({
    queryKey: ['findings', datasetId, 'list', asked],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<FindingsPage> =>
      orThrow(
        await fetchFindings(datasetId, { ...asked, ...(pageParam ? { after: pageParam } : {}) }, signal),
      ),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Reads all of it again when the studio says that something was found, waived or changed. */
export function useFollowFindings(datasetId: string): () => void {
  const queries = useQueryClient()
  const refresh = useCallback(
    () => void queries.invalidateQueries({ queryKey: ['findings', datasetId] }),
    [queries, datasetId],
  )
  useLive(['findings', 'examples', 'bulk'], datasetId, refresh)
  return refresh
}
