import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { slotsOf } from './read'
import type { Slot } from './schema'

/** Examples that are to be written, by tag. */
export async function listSlots(actor: Actor, datasetId: string): Promise<Slot[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  return slotsOf(db(), datasetId)
}
