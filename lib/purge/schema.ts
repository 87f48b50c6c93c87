import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId } from '@/lib/examples/schema'
import type { PurgeState } from './words'

export { isPurging, type PurgeState, purgeStates } from './words'

/** A text to remove from a dataset for good, or from one example of it. */
export const purgeRequest = z.strictObject({
  operationId,
  text: z.string().min(2).max(10_000),
  ignoreCase: z.boolean().default(false),
  /** Tells what would be touched, and touches nothing. */
  dryRun: z.boolean().default(false),
  number: z.number().int().min(1).optional(),
  /** Why, for whoever finds the tombstone; not the text itself. */
  reason: z.string().trim().max(500).default(''),
})
export type PurgeRequest = z.infer<typeof purgeRequest>

export const purgeCancellation = z.strictObject({ operationId })
export const purgeParams = z.strictObject({ dataset: id, purge: id })

/** What a purge touched, or found. */
export type Touched = {
  /** Numbers of examples, and how many of their revisions held the text. */
  examples: number[]
  revisions: number
  /** Rows of other tables, by table. */
  rows: Record<string, number>
  /** Ids of exports whose files held it: the files are gone. */
  exports: string[]
  /** Ids of versions whose files held it: the bytes of these are gone. */
  versions: string[]
  /** Uploads that held it, or that can't be read: their files are gone, other lines of them too. */
  uploads: { id: string; fileName: string }[]
  /** Backups that were made before, by name: what they hold is not known. */
  backups: string[]
}

/** A tombstone: all that is kept of a purge, never the text. */
export type PurgeRow = Omit<Touched, 'examples'> & {
  id: string
  byName: string
  at: string
  finishedAt: string | null
  reason: string
  textLength: number
  ignoreCase: boolean
  number: number | null
  dryRun: boolean
  state: PurgeState
  message: string | null
  /** Examples looked at since the state began, of how many. */
  looked: number
  total: number
  /** Found while it works; of one that failed, found: not all of them need be touched. */
  examples: number[]
  /** No byte of the old text is left in the database's files. */
  isErased: boolean
}
