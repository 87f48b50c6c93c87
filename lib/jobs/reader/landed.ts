import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { ProposeTask } from '@/lib/second-reader/schema'
import { findSpot } from '@/lib/weak-spots/read'
import { setLink } from '@/lib/weak-spots/writes'

export type Landed = { datasetId: string; exampleId: number }

/**
 * A proposed example is stored, with the tags that were asked for, in this transaction. What it was proposed for takes
 * note of it: a weak spot by a link; a cell of coverage is what the tags say.
 */
export async function landed(
  tx: Tx,
  { about }: ProposeTask,
  { datasetId, exampleId }: Landed,
): Promise<void> {
  if (about?.kind !== 'weak-spot') return
  const spot = await findSpot(tx, datasetId, about.id)
  if (spot) await setLink(tx, { datasetId, spotId: spot.id, exampleId, promptId: null }, true)
}
