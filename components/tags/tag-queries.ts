import { queryOptions } from '@tanstack/react-query'
import { fetchDistribution } from '@/lib/distribution/client'
import type { Result } from '@/lib/result/schema'
import { fetchDeletedTags, fetchTagGroups } from '@/lib/tags/client'

async function unwrap<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await call
  if (!result.ok) throw new Error(result.error.reason)
  return result.value
}

export const groupsQuery = (datasetId: string) =>
  queryOptions({
    queryKey: ['tags', datasetId],
    queryFn: async ({ signal }) => (await unwrap(fetchTagGroups(datasetId, signal))).groups,
  })

export const deletedQuery = (datasetId: string) =>
  queryOptions({
    queryKey: ['deleted-tags', datasetId],
    queryFn: ({ signal }) => unwrap(fetchDeletedTags(datasetId, signal)),
  })

export const sharesQuery = (datasetId: string) =>
  queryOptions({
    queryKey: ['shares', datasetId],
    queryFn: ({ signal }) => unwrap(fetchDistribution(datasetId, { q: '', by: 'examples' }, signal)),
  })
