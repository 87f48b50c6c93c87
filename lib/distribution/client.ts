import { call } from '@/lib/result/call'
import type { Distribution, DistributionQuery } from './schema'

export const fetchDistribution = (datasetId: string, query: DistributionQuery, signal?: AbortSignal) =>
  call<Distribution>(
    'GET',
    `/datasets/${datasetId}/distribution?${new URLSearchParams(query)}`,
    undefined,
    signal,
  )
