import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { placeExamples } from '@/lib/jobs/split/place-examples'
import { publish } from '@/lib/live/hub'
import { operate } from '@/lib/operations/operate'
import { requireAdopted, requireCompared } from '../adopted'

/** Gives what is new its side now, as the next export would. @throws AppError `conflict` `splitNotAdopted`, `compareFirst` */
export async function placeNew(
  actor: Actor,
  datasetId: string,
  request: { operationId: string },
): Promise<{ placed: number; held: number }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const rule = await operate(actor, { request, action: 'split.place', datasetId }, async (tx) => {
    const answer = await requireAdopted(tx, datasetId)
    await requireCompared(tx, datasetId, answer.threshold)
    return { answer }
  })
  const placed = await placeExamples(datasetId, rule)
  publish([{ type: 'examples', datasetId, actorId: actor.id }])
  return placed
}
