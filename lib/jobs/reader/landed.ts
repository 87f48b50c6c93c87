import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { ProposeTask } from '@/lib/second-reader/schema'

export type Landed = { datasetId: string; exampleId: number; number: number }

/**
 * A proposed example has become a draft, with the tags that were asked for, in this transaction. What it was proposed
 * for (`task.about`: a weak spot, a cell of coverage) takes note of it here, through the `writes` of its room.
 */
export async function landed(_tx: Tx, _task: ProposeTask, _example: Landed): Promise<void> {}
