import { call } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import type { ImportRow, NewImport, Preview, PreviewRequest, RejectedLine } from './schema'

export const startImport = (datasetId: string, request: NewImport): Promise<Result<{ id: string }>> =>
  call('POST', `/datasets/${datasetId}/imports`, request)

export const listImports = (datasetId: string): Promise<Result<{ imports: ImportRow[] }>> =>
  call('GET', `/datasets/${datasetId}/imports`)

export const getImport = (datasetId: string, importId: string): Promise<Result<ImportRow>> =>
  call('GET', `/datasets/${datasetId}/imports/${importId}`)

export const cancelImport = (
  datasetId: string,
  importId: string,
  operationId: string,
): Promise<Result<{ id: string }>> =>
  call('POST', `/datasets/${datasetId}/imports/${importId}/cancel`, { operationId })

export const listRejections = (
  datasetId: string,
  importId: string,
  after = 0,
): Promise<Result<{ rejections: RejectedLine[]; next: number | null }>> =>
  call('GET', `/datasets/${datasetId}/imports/${importId}/rejections?after=${after}`)

export const previewUpload = (
  datasetId: string,
  uploadId: string,
  request: PreviewRequest,
): Promise<Result<Preview>> => call('POST', `/datasets/${datasetId}/uploads/${uploadId}/preview`, request)
