import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db, transaction } from '@/lib/db/client'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { oneAtATime } from '../one-at-a-time'
import { hashFile } from '../part-file'
import { findUpload, uploadPath } from '../read'
import type { Upload, UploadAddress, UploadCompletion } from '../schema'
import { markComplete, setReceived } from '../writes'

/**
 * Ends an upload whose size and whole-file hash agree with what its sender has.
 * @throws AppError `conflict` `uploadIncomplete` with details `{ received }`; `invalid` `uploadDiffers`, after which
 * the upload starts again at 0.
 */
export async function completeUpload(
  actor: Actor,
  at: UploadAddress,
  request: UploadCompletion,
): Promise<Upload> {
  await authoriseDataset(actor, 'import examples', at.datasetId)
  return oneAtATime(at.uploadId, async () => {
    const { sha256: known, ...upload } = await findUpload(db(), actor, at)
    if (upload.received !== upload.size)
      throw new AppError('conflict', 'uploadIncomplete', { details: { received: upload.received } })
    const hash = known ?? (await hashFile(uploadPath(upload.id), upload.size))
    if (hash !== request.sha256) {
      await transaction((tx) => setReceived(tx, upload.id, upload.size, 0))
      throw new AppError('invalid', 'uploadDiffers', { details: { received: 0 } })
    }
    const { datasetId } = at
    return operate(
      actor,
      { request, action: 'upload.complete', datasetId, target: upload.id },
      async (tx) => {
        await markComplete(tx, upload.id, hash)
        return { answer: { ...upload, state: 'complete' }, details: { sha256: hash } }
      },
    )
  })
}
