import type { Plan } from '@/lib/formats/schema'
import type { OnError } from '@/lib/imports/schema'
import type { Counts } from '@/lib/imports/writes'

/** All that an import needs to run, besides its own row. */
export type ImportJob = {
  importId: string
  datasetId: string
  actorId: string
  path: string
  plan: Plan
  onError: OnError
  sourceKey: string | null
  /** Whether names that a column of tags brings become tags, or only those that are tags already count. */
  makesTags: boolean
  /** Told of the counts a few times a second; the row in the database follows once a second. */
  onProgress?: (counts: Counts) => void
}

/**
 * Rows of a running import are hidden: `visible` is false and their numbers are negative, in the order of the file.
 * So they take no number from what others create meanwhile, and leave no gap when they go.
 */
export const firstHiddenNumber = -2_000_000_000
export const rowsPerStep = 500

export const importQueue = 'imports'
