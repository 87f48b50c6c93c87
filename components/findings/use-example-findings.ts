'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchExampleFindings } from '@/lib/checks/client'
import type { ExampleFindings, FindingRow } from '@/lib/checks/schema'

const dueMs = 500

/** What checks found in the open example; what stood there before until it is read anew. */
export function useExampleFindings(): ExampleFindings | null {
  const { session } = useSurroundings()
  const { datasetId, number } = session
  const { data } = useQuery({
    queryKey: ['findings', datasetId, 'example', number],
    queryFn: async ({ signal }) => {
      const answer = await fetchExampleFindings(datasetId, number, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value
    },
    // where the event that says so is lost, the answer says itself that it is not the last
    refetchInterval: ({ state }) => (state.data?.isDue ? dueMs : false),
  })
  return data ?? null
}

/** What the validator says stands beside the turn already, with its remedy. */
export const isNote = ({ check }: FindingRow): boolean => check !== 'structure'

/** Whether what was found is of the text as it is on screen. */
export function useIsFresh(found: ExampleFindings | null): boolean {
  return useEditor(
    ({ server, waiting }) =>
      found !== null && !found.isDue && found.revision === server.revision && waiting.length === 0,
  )
}

/** Reads what was found again when the studio says that checks have run. */
export function useFollowChecks(): void {
  const { session } = useSurroundings()
  const queries = useQueryClient()
  const { datasetId, number } = session
  useLive(['example', 'examples', 'findings'], datasetId, () => {
    void queries.invalidateQueries({ queryKey: ['findings', datasetId, 'example', number] })
  })
}
