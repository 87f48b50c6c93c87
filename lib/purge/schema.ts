import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId } from '@/lib/examples/schema'
import { purgeStates } from './words'

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
export const touched = z.strictObject({
  examples: z
    .array(z.number())
    .describe('Numbers of examples, and how many of their revisions held the text.'),
  revisions: z.number(),
  rows: z.record(z.string(), z.number()).describe('Rows of other tables, by table.'),
  exports: z.array(z.string()).describe('Ids of exports whose files held it: the files are gone.'),
  versions: z.array(z.string()).describe('Ids of versions whose files held it: the bytes of these are gone.'),
  uploads: z
    .array(z.strictObject({ id: z.string(), fileName: z.string() }))
    .describe("Uploads that held it, or that can't be read: their files are gone, other lines of them too."),
  backups: z
    .array(z.string())
    .describe('Backups that were made before, by name: what they hold is not known.'),
})
export type Touched = z.infer<typeof touched>

/** A tombstone: all that is kept of a purge, never the text. */
export const purgeRow = touched.omit({ examples: true }).extend({
  id: z.string(),
  byName: z.string(),
  at: z.string(),
  finishedAt: z.string().nullable(),
  reason: z.string(),
  textLength: z.number(),
  ignoreCase: z.boolean(),
  number: z.number().nullable(),
  dryRun: z.boolean(),
  state: z.enum(purgeStates),
  message: z.string().nullable(),
  looked: z.number().describe('Examples looked at since the state began, of how many.'),
  total: z.number(),
  examples: z
    .array(z.number())
    .describe('Found while it works; of one that failed, found: not all of them need be touched.'),
  isErased: z.boolean().describe("No byte of the old text is left in the database's files."),
})
export type PurgeRow = z.infer<typeof purgeRow>
export const purgeList = z.strictObject({ purges: z.array(purgeRow) })
export type PurgeList = z.infer<typeof purgeList>
