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
export type MadeKey = { id: string; key: string; expiresAt: string }
/** One that is not revoked; times are ISO 8601. */
export type KeyRow = {
  id: string
  name: string
  verbs: z.infer<typeof keyVerb>[]
  /** Null: all; those that are not there for its owner any more are left out. */
  datasets: { id: string; name: string }[] | null
  createdAt: string
  expiresAt: string
  expired: boolean
  /** To the minute. */
  lastUsedAt: string | null
}
