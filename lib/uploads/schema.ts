import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { name } from '@/lib/datasets/schema'
import { operationId } from '@/lib/examples/schema'

export const maxUploadBytes = 2 * 1024 ** 3
export const maxPartBytes = 8 * 1024 ** 2

/** SHA-256 in lower-case hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const newUpload = z.strictObject({
  operationId,
  fileName: name(255),
  size: z.number().int().min(1).max(maxUploadBytes),
})
export type NewUpload = z.infer<typeof newUpload>

export const uploadParams = z.strictObject({ dataset: id, upload: id })
export const partQuery = z.strictObject({ offset: z.coerce.number().int().min(0).max(maxUploadBytes) })

export const uploadCompletion = z.strictObject({ operationId, sha256 })
export type UploadCompletion = z.infer<typeof uploadCompletion>

/** `received` bytes are safely stored: the next part starts there. */
export const upload = z.strictObject({
  id: z.string(),
  fileName: z.string(),
  size: z.number(),
  received: z.number(),
  state: z.enum(['open', 'complete']),
})
export type Upload = z.infer<typeof upload>
export const partAnswer = z.strictObject({ received: z.number() })
export type PartAnswer = z.infer<typeof partAnswer>
export type UploadAddress = { datasetId: string; uploadId: string }
