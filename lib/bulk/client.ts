import { call } from '@/lib/result/call'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type {
  BulkItemPage,
  BulkOutcome,
  BulkPreview,
  BulkPreviewRequest,
  BulkRunList,
  NewBulkRun,
} from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/bulk${path}`

export const listBulkRuns = (datasetId: string, signal?: AbortSignal): Promise<Result<BulkRunList>> =>
  call('GET', at(datasetId), undefined, signal)

export const previewBulk = (
  datasetId: string,
  request: BulkPreviewRequest,
  signal?: AbortSignal,
): Promise<Result<BulkPreview>> => call('POST', at(datasetId, '/preview'), request, signal)

export const startBulk = (datasetId: string, request: NewBulkRun): Promise<Result<IdAnswer>> =>
  call('POST', at(datasetId), request)

export const cancelBulk = (
  datasetId: string,
  runId: string,
  operationId: string,
): Promise<Result<IdAnswer>> => call('POST', at(datasetId, `/${runId}/cancel`), { operationId })

export const listBulkItems = (
  datasetId: string,
  runId: string,
  outcome: BulkOutcome,
  after: number,
): Promise<Result<BulkItemPage>> =>
  call('GET', at(datasetId, `/${runId}/items?outcome=${outcome}&after=${after}`))
