import 'server-only'
import { join } from 'node:path'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { AppError } from '@/lib/result/app-error'
import type { Upload, UploadAddress } from './schema'

export const uploadPath = (uploadId: string): string => join(dataFolder('uploads'), uploadId)

/** The actor's own upload; someone else's is not there. @throws AppError `not_found` */
export async function findUpload(
  tx: Tx,
  actor: Actor,
  { datasetId, uploadId }: UploadAddress,
): Promise<Upload & { sha256: string | null }> {
  const row = await tx.upload.findUnique({
    where: { id: uploadId, datasetId, userId: actor.id },
    select: { id: true, fileName: true, size: true, received: true, state: true, sha256: true },
  })
  if (!row) throw new AppError('not_found')
  return {
    ...row,
    size: Number(row.size),
    received: Number(row.received),
    state: row.state === 'complete' ? 'complete' : 'open',
  }
}
