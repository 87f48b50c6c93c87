import { call } from '@/lib/result/call'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type {
  ApartAnswer,
  ApartRequest,
  ClustersQuery,
  ComparisonRequest,
  Duplicates,
  KeepRequest,
} from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/duplicates${path}`

export function fetchDuplicates(
  datasetId: string,
  { cluster, after }: ClustersQuery,
  signal?: AbortSignal,
): Promise<Result<Duplicates>> {
  const search = new URLSearchParams({
    ...(cluster ? { cluster: String(cluster) } : {}),
    ...(after ? { after: String(after) } : {}),
  })
  return call('GET', at(datasetId, `?${search}`), undefined, signal)
}

export const startComparison = (datasetId: string, request: ComparisonRequest): Promise<Result<IdAnswer>> =>
  call('POST', at(datasetId, '/comparisons'), request)

export const cancelComparison = (
  datasetId: string,
  runId: string,
  operationId: string,
): Promise<Result<object>> => call('POST', at(datasetId, `/comparisons/${runId}/cancel`), { operationId })

export const keepOne = (datasetId: string, request: KeepRequest): Promise<Result<IdAnswer>> =>
  call('POST', at(datasetId, '/keep'), request)

export const setApart = (datasetId: string, request: ApartRequest): Promise<Result<ApartAnswer>> =>
  call('POST', at(datasetId, '/apart'), request)
