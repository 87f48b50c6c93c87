import { call } from '@/lib/result/call'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type { ImportList, ImportRow, NewImport, Preview, PreviewRequest, RejectionPage } from './schema'

export const startImport = (datasetId: string, request: NewImport): Promise<Result<IdAnswer>> =>
  call('POST', `/datasets/${datasetId}/imports`, request)

export const listImports = (datasetId: string): Promise<Result<ImportList>> =>
  call('GET', `/datasets/${datasetId}/imports`)

export const getImport = (datasetId: string, importId: string): Promise<Result<ImportRow>> =>
  call('GET', `/datasets/${datasetId}/imports/${importId}`)

export const cancelImport = (
  datasetId: string,
  importId: string,
  operationId: string,
): Promise<Result<IdAnswer>> =>
  call('POST', `/datasets/${datasetId}/imports/${importId}/cancel`, { operationId })

export const listRejections = (
  datasetId: string,
  importId: string,
  after = 0,
): Promise<Result<RejectionPage>> =>
  call('GET', `/datasets/${datasetId}/imports/${importId}/rejections?after=${after}`)

export const previewUpload = (
  datasetId: string,
  uploadId: string,
  request: PreviewRequest,
): Promise<Result<Preview>> => call('POST', `/datasets/${datasetId}/uploads/${uploadId}/preview`, request)
