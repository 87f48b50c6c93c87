import type { Actor } from '@/lib/auth/schema'
import type { Needle } from '@/lib/purge/needle'

/** One purge: what is looked for and where. `id` null: nothing is changed, only told. */
export type PurgeRun = {
  id: string | null
  actor: Actor
  datasetId: string
  needle: Needle
  /** One example alone. */
  number: number | undefined
}
