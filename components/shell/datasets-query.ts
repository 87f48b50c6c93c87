import { queryOptions } from '@tanstack/react-query'
import { fetchDatasets } from '@/lib/datasets/client'

/** Datasets of the signed-in person, for the switcher and the palette. */
export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: async ({ signal }) => {
    const result = await fetchDatasets(signal)
    if (!result.ok) throw new Error(result.error.reason)
    return result.value.datasets
  },
})
