import type { Edit } from '@/lib/examples/schema'
import type { Failure } from '@/lib/result/schema'

/** What waits in the outbox for this example, oldest first. */
export type Waiting = {
  seq: number
  edits: Edit[]
  trouble: Failure | null
  /** The revision that the edits were made on. */
  revision: number
}
