import 'server-only'
import { rm } from 'node:fs/promises'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { operate } from '@/lib/operations/operate'
import { oneAtATime } from '../one-at-a-time'
import { findUpload, uploadPath } from '../read'
import type { UploadAddress } from '../schema'
import { deleteUpload } from '../writes'

/** Removes an upload that won't be imported, with its file. */
export async function removeUpload(actor: Actor, at: UploadAddress): Promise<{ id: string }> {
  await authoriseDataset(actor, 'import examples', at.datasetId)
  const { datasetId, uploadId } = at
  return oneAtATime(uploadId, async () => {
    await findUpload(db(), actor, at)
    const operation = {
      request: { operationId: newId() },
      action: 'upload.remove',
      datasetId,
      target: uploadId,
    }
    const answer = await operate(actor, operation, async (tx) => {
      await deleteUpload(tx, uploadId)
      return { answer: { id: uploadId } }
    })
    await rm(uploadPath(uploadId), { force: true })
    return answer
  })
}
