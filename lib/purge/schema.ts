import { z } from 'zod'
import { operationId } from '@/lib/examples/schema'

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

/** What a purge touched, or would. */
export type Touched = {
  /** Numbers of examples, and how many of their revisions held the text. */
  examples: number[]
  revisions: number
  /** Rows of other tables, by table. */
  rows: Record<string, number>
  /** Ids of exports whose files held it: the files are gone. */
  exports: string[]
  /** Uploads that were removed, whatever they held: they can be sent again. */
  uploads: number
  /** Backups that were made before, by name: what they hold is not known. */
  backups: string[]
}

/** `id` of the tombstone, null for a dry run; `isErased`: no byte of the old text is left in the database's files. */
export type PurgeAnswer = Touched & { id: string | null; isErased: boolean }
