import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import { useLive } from '@/components/workspace/outbox-context'
import { changeCoverage, fetchCoverage } from '@/lib/coverage/client'
import type { Coverage, CoverageChange } from '@/lib/coverage/schema'
import { type CountedStatus, queryOfStatus, readStatus } from '@/lib/coverage/view'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'

type Following = {
  coverage: Coverage
  pending: boolean
  status: CountedStatus | null
  setStatus: (status: CountedStatus | null) => void
  /** Changes what the table stands on; the counts follow. */
  change: (change: Omit<CoverageChange, 'operationId'>) => Promise<Result<object>>
}

/** The table of the status in the address, counted anew as examples change. */
export function useCoverage(datasetId: string, initial: Coverage): Following {
  const queries = useQueryClient()
  const status = readStatus(useSearchParams().get('status'))
  const q = queryOfStatus(status)
  const { data, isFetching } = useQuery({
    queryKey: ['coverage', datasetId, q],
    queryFn: async ({ signal }) => {
      const result = await fetchCoverage(datasetId, q, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
    placeholderData: (before) => before ?? initial,
  })
  const again = useCallback(
    () => queries.invalidateQueries({ queryKey: ['coverage', datasetId] }),
    [queries, datasetId],
  )
  useLive(['tags', 'example', 'examples'], datasetId, () => void again())
  const setStatus = useCallback((next: CountedStatus | null) => {
    const address = next === null ? window.location.pathname : `${window.location.pathname}?status=${next}`
    window.history.replaceState(null, '', address)
  }, [])
  const change = useCallback(
    async (what: Omit<CoverageChange, 'operationId'>) => {
      const result = await changeCoverage(datasetId, { operationId: newOperationId(), ...what })
      await again()
      return result
    },
    [datasetId, again],
  )
  return { coverage: data ?? initial, pending: isFetching, status, setStatus, change }
}
