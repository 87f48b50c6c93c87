import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { findUpload } from './read'
import type { Upload, UploadAddress } from './schema'

export async function getUpload(actor: Actor, at: UploadAddress): Promise<Upload> {
  await authoriseDataset(actor, 'import examples', at.datasetId)
  const { sha256: _, ...upload } = await findUpload(db(), actor, at)
  return upload
}
