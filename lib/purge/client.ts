import { call } from '@/lib/result/call'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type { PurgeList } from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/purge${path}`

export const fetchPurges = (datasetId: string, signal?: AbortSignal): Promise<Result<PurgeList>> =>
  call('GET', at(datasetId), undefined, signal)

export const cancelPurge = (
  datasetId: string,
  purgeId: string,
  operationId: string,
): Promise<Result<IdAnswer>> => call('POST', at(datasetId, `/${purgeId}/cancel`), { operationId })
