import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { addSplitJob, type SplitJob, startSplitJob } from '@/lib/jobs/split/run'
import { operate } from '@/lib/operations/operate'
import { requireAdopted, requireCompared } from '../adopted'

/**
 * Begins to give what is new its side now, as the next export would. The run tells how far that is.
 * @throws AppError `conflict` `splitNotAdopted`, `compareFirst`
 */
export async function placeNew(
  actor: Actor,
  datasetId: string,
  request: { operationId: string },
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  let job: SplitJob | undefined
  const answer = await operate(actor, { request, action: 'split.place', datasetId }, async (tx) => {
    const { threshold } = await requireAdopted(tx, datasetId)
    await requireCompared(tx, datasetId, threshold)
    job = await addSplitJob(tx, { datasetId, userId: actor.id, kind: 'place', number: null, side: null })
    return { answer: { id: job.id }, events: [{ type: 'split', datasetId, actorId: actor.id }] }
  })
  if (job) void startSplitJob(job)
  return answer
}
