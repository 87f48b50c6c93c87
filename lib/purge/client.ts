import { call } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import type { PurgeRow } from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/purge${path}`

export const fetchPurges = (
  datasetId: string,
  signal?: AbortSignal,
): Promise<Result<{ purges: PurgeRow[] }>> => call('GET', at(datasetId), undefined, signal)

export const cancelPurge = (
  datasetId: string,
  purgeId: string,
  operationId: string,
): Promise<Result<{ id: string }>> => call('POST', at(datasetId, `/${purgeId}/cancel`), { operationId })
