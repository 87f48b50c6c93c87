import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { checkExport } from '@/lib/exports/client'
import type { ExportCheck, Recipe } from '@/lib/exports/schema'
import type { Failure } from '@/lib/result/schema'

const settleMs = 350

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  // outside system: the clock
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** What a recipe would give; the last answer stays while a new one is made. */
export function useCheck(
  datasetId: string,
  recipe: Recipe,
  lastEnd: string | null,
): { check: ExportCheck | null; failure: Failure | null; pending: boolean } {
  const settled = useSettled(recipe)
  const { data, isFetching } = useQuery({
    queryKey: ['export-check', datasetId, settled, lastEnd],
    queryFn: ({ signal }) => checkExport(datasetId, settled, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  return {
    check: data?.ok ? data.value : null,
    failure: data && !data.ok ? data.error : null,
    pending: isFetching || settled !== recipe,
  }
}
