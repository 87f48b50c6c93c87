import type { Actor } from '@/lib/auth/schema'
import type { Needle } from '@/lib/purge/needle'

/** One purge: what is looked for and where. The text itself is nowhere but here. */
export type PurgeRun = {
  id: string
  actor: Actor
  datasetId: string
  needle: Needle
  /** One example alone. */
  number: number | null
  dryRun: boolean
}

/** What each step of a purge is given. `erases` false: nothing is changed, only found. */
export type PurgeStep = PurgeRun & {
  erases: boolean
  /** Tells how many more examples were looked at. @throws the signal's reason where it is told to stop */
  look: (examples: number) => Promise<void>
}

export const purgeQueue = (datasetId: string): string => `purge ${datasetId}`
