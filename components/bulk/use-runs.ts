'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLive } from '@/components/workspace/outbox-context'
import { listBulkRuns } from '@/lib/bulk/client'
import type { BulkRunRow } from '@/lib/bulk/schema'
import { isRunning } from '@/lib/bulk/words'

const mostShown = 3

/**
 * Runs to be shown: those under way, whoever started them and wherever, and one's own that ended since the page came,
 * until they are put away.
 */
export function useRuns(datasetId: string, userId: string | null) {
  const client = useQueryClient()
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  const endedBefore = useRef<Set<string> | null>(null)
  const { data } = useQuery({
    queryKey: ['bulk-runs', datasetId],
    queryFn: async ({ signal }) => {
      const answer = await listBulkRuns(datasetId, signal)
      if (!answer.ok) return null
      const { runs } = answer.value
      endedBefore.current ??= new Set(runs.filter(({ state }) => !isRunning(state)).map(({ id }) => id))
      return runs
    },
    placeholderData: (before) => before,
  })
  const look = useCallback(
    () => void client.invalidateQueries({ queryKey: ['bulk-runs', datasetId] }),
    [client, datasetId],
  )
  useLive(['bulk'], datasetId, look)
  const runs = useMemo(() => data ?? [], [data])
  const shown = useMemo(
    () =>
      runs
        .filter((run) => isRunning(run.state) || (run.userId === userId && !endedBefore.current?.has(run.id)))
        .filter((run) => isRunning(run.state) || !away.has(run.id))
        .slice(0, mostShown),
    [runs, userId, away],
  )
  const putAway = useCallback((id: string) => setAway((now) => new Set(now).add(id)), [])
  /** Whether what a run did still stands. */
  const stands = useCallback((run: BulkRunRow) => !runs.some(({ undoOf }) => undoOf === run.id), [runs])
  return { shown, look, putAway, stands }
}
