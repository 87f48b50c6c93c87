import { call } from '@/lib/result/call'
import { isFailure } from '@/lib/result/failure'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type { NewUpload, PartAnswer, Upload, UploadCompletion } from './schema'

const at = (datasetId: string, uploadId?: string) =>
  `/datasets/${datasetId}/uploads${uploadId ? `/${uploadId}` : ''}`

export const createUpload = (datasetId: string, request: NewUpload): Promise<Result<Upload>> =>
  call('POST', at(datasetId), request)

export const getUpload = (datasetId: string, uploadId: string): Promise<Result<Upload>> =>
  call('GET', at(datasetId, uploadId))

export const completeUpload = (
  datasetId: string,
  uploadId: string,
  request: UploadCompletion,
): Promise<Result<Upload>> => call('POST', `${at(datasetId, uploadId)}/complete`, request)

export const removeUpload = (datasetId: string, uploadId: string): Promise<Result<IdAnswer>> =>
  call('DELETE', at(datasetId, uploadId))

const noAnswer = { code: 'unavailable' as const, reason: 'offline', message: '', params: {}, id: '' }

/** Sends one part as it is; like `call`, it never throws for what a network may do. */
export async function sendPart(
  datasetId: string,
  uploadId: string,
  part: { offset: number; bytes: Uint8Array<ArrayBuffer>; sha256: string },
  signal?: AbortSignal,
): Promise<Result<PartAnswer>> {
  try {
    const response = await fetch(`/api/v1${at(datasetId, uploadId)}?offset=${part.offset}`, {
      method: 'PUT',
      credentials: 'same-origin',
      signal,
      headers: { 'content-type': 'application/octet-stream', 'x-part-sha256': part.sha256 },
      body: part.bytes,
    })
    const value: unknown = await response.json()
    if (response.ok) return { ok: true, value: value as { received: number } }
    return { ok: false, error: isFailure(value) ? value.error : noAnswer }
  } catch (error) {
    if (signal?.aborted) throw error
    return { ok: false, error: noAnswer }
  }
}
