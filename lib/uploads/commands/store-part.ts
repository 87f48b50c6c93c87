import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db, transaction } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { oneAtATime } from '../one-at-a-time'
import { readPart, writePart } from '../part-file'
import { findUpload, uploadPath } from '../read'
import { maxPartBytes, sha256, type UploadAddress } from '../schema'
import { setReceived } from '../writes'

export type Part = { offset: number; sha256: string | null; body: ReadableStream<Uint8Array> | null }

/**
 * Stores one part; it counts when its hash is right and the disk has it. The same part again is refused with the
 * number of bytes received, from which its sender goes on.
 * @throws AppError `conflict` `uploadOffset` with details `{ received }`
 */
export async function storePart(actor: Actor, at: UploadAddress, part: Part): Promise<{ received: number }> {
  await authoriseDataset(actor, 'import examples', at.datasetId)
  const hash = sha256.safeParse(part.sha256)
  if (!hash.success) throw new AppError('invalid', 'partHashMissing')
  return oneAtATime(at.uploadId, async () => {
    const { received, size, state } = await findUpload(db(), actor, at)
    if (state === 'complete' || received !== part.offset || received === size)
      throw new AppError('conflict', 'uploadOffset', { details: { received } })
    const bytes = await readPart(part.body, Math.min(maxPartBytes, size - received), hash.data)
    await writePart(uploadPath(at.uploadId), bytes, received)
    const next = received + bytes.length
    const counted = await transaction((tx) => setReceived(tx, at.uploadId, received, next))
    if (!counted) throw new AppError('not_found')
    return { received: next }
  })
}
