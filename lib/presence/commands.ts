import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { publish } from '@/lib/live/hub'
import { countBeat } from './pace'
import type { Beat } from './schema'

/** Tells everybody who may see the dataset where this window is. Nothing is stored. @throws AppError `rate_limited` */
export async function tellPresence(actor: Actor, datasetId: string, beat: Beat): Promise<object> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  countBeat(actor.id)
  publish([{ type: 'presence', datasetId, actorId: actor.id, name: actor.name, ...beat }])
  return {}
}
