import { z } from 'zod'
import { id, keyVerb, keyVerbs } from '@/lib/auth/schema'
import { name } from '@/lib/datasets/schema'
import { operationId } from '@/lib/examples/schema'

export const longestDays = 366
export const mostKeys = 50

export const newKey = z.strictObject({
  operationId,
  /** What it is for, to tell it from others. */
  name: name(80),
  verbs: z.array(keyVerb).min(1).max(keyVerbs.length),
  /** Ids; null: every dataset that its owner has a role in, whenever it is used. */
  datasets: z.array(id).min(1).max(50).nullable(),
  days: z.number().int().min(1).max(longestDays),
})
export type NewKey = z.infer<typeof newKey>

export const keyRevocation = z.strictObject({ operationId })
export type KeyRevocation = z.infer<typeof keyRevocation>
export const keyParams = z.strictObject({ key: id })

/** The key is in this answer alone, and can't be read again. */
export const madeKey = z.strictObject({ id: z.string(), key: z.string(), expiresAt: z.string() })
export type MadeKey = z.infer<typeof madeKey>
/** One that is not revoked; times are ISO 8601. */
export const keyRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  verbs: z.array(keyVerb),
  datasets: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .nullable()
    .describe('Null: all; those that are not there for its owner any more are left out.'),
  createdAt: z.string(),
  expiresAt: z.string(),
  expired: z.boolean(),
  lastUsedAt: z.string().nullable().describe('To the minute.'),
})
export type KeyRow = z.infer<typeof keyRow>
export const keyList = z.strictObject({ keys: z.array(keyRow) })
export type KeyList = z.infer<typeof keyList>
