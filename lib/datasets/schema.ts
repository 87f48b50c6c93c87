import { z } from 'zod'
import { datasetRole, id } from '@/lib/auth/schema'
import { operationId, status } from '@/lib/examples/schema'

/** One line of text that a person can see: no control characters, no half of a surrogate pair, NFC. */
export const name = (maxLength: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+$/u)
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u)

// SQLite cuts text at NUL, and no engine keeps half of a surrogate pair
const guidelines = z
  .string()
  .max(200_000)
  .regex(/^[^\p{Cs}\0]*$/u)

/** The path of a route of one dataset. */
export const datasetParams = z.strictObject({ dataset: id })

export const datasetStates = ['active', 'archived', 'trashed'] as const
export const datasetState = z.enum(datasetStates)
export type DatasetState = z.infer<typeof datasetState>

export const newDataset = z.strictObject({
  operationId,
  name: name(120),
  /** The language of the starter tags. */
  locale: z.enum(['en', 'ko']).optional(),
})
export type NewDataset = z.infer<typeof newDataset>

export const datasetChange = z.strictObject({
  operationId,
  /** The dataset's revision that the sender saw; without it, `from` alone says what the change stands on. */
  revision: z.number().int().min(1).optional(),
  name: name(120).optional(),
  guidelines: guidelines.optional(),
  /** What the sender takes to stand there; `undoOverlaps` where it doesn't. */
  from: z
    .strictObject({ name: name(120), guidelines })
    .partial()
    .optional(),
})
export type DatasetChange = z.infer<typeof datasetChange>

export const datasetStateChange = z.strictObject({
  operationId,
  state: datasetState,
  from: z.strictObject({ state: datasetState }).optional(),
})
export type DatasetStateChange = z.infer<typeof datasetStateChange>

/** `examples` and `byStatus` leave out what is in the trash. */
export const datasetRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  state: datasetState,
  role: datasetRole,
  examples: z.number(),
  byStatus: z.record(status, z.number()),
  updatedAt: z.string(),
})
export type DatasetRow = z.infer<typeof datasetRow>
export const datasetList = z.strictObject({ datasets: z.array(datasetRow) })
export type DatasetList = z.infer<typeof datasetList>
export const datasetDetail = datasetRow.extend({
  guidelines: z.string(),
  revision: z.number(),
  members: z.array(z.strictObject({ id: z.string(), name: z.string() })),
})
export type DatasetDetail = z.infer<typeof datasetDetail>
/** `details` of the conflict `datasetChanged`: what stands there now. */
export type DatasetConflict = { revision: number; name: string; guidelines: string }
