import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { operate } from '@/lib/operations/operate'
import type { NewUpload, Upload } from '../schema'
import { addUpload } from '../writes'

/** Begins an upload: its parts follow, each where the one before ended. */
export async function createUpload(actor: Actor, datasetId: string, request: NewUpload): Promise<Upload> {
  await authoriseDataset(actor, 'import examples', datasetId)
  const { fileName, size } = request
  return operate(actor, { request, action: 'upload.create', datasetId }, async (tx) => {
    const id = newId()
    await addUpload(tx, { id, datasetId, userId: actor.id, fileName, size })
    return {
      answer: { id, fileName, size, received: 0, state: 'open' },
      details: { fileName, size },
      target: id,
    }
  })
}
