'use client'

import { useQuery } from '@tanstack/react-query'
import { fetchChecks } from '@/lib/checks/client'
import type { CheckRow } from '@/lib/checks/schema'

export const checksKey = (datasetId: string) => ['checks', datasetId]

/** The checks of a dataset with their settings and sources. */
export function useChecks(datasetId: string, initialData?: CheckRow[]) {
  return useQuery({
    queryKey: checksKey(datasetId),
    queryFn: async ({ signal }) => {
      const answer = await fetchChecks(datasetId, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value.checks
    },
    ...(initialData ? { initialData } : {}),
  })
}
