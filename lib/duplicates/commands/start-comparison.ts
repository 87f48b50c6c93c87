import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { type ComparisonJob, comparisonQueue, startComparisonJob } from '@/lib/jobs/duplicates/run'
import { announceJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { lastDone } from '../latest'
import type { ComparisonRequest } from '../schema'
import { defaultThreshold } from '../words'
import { addComparison } from '../writes'

/** Begins to look for near-duplicates: of what is new or changed, or of everything under another threshold. */
export async function startComparison(
  actor: Actor,
  datasetId: string,
  request: ComparisonRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  let job: ComparisonJob | undefined
  const answer = await operate(actor, { request, action: 'duplicates.start', datasetId }, async (tx) => {
    const done = await lastDone(tx, datasetId)
    const threshold = request.threshold ?? done?.threshold ?? defaultThreshold
    const id = newId()
    await announceJob(tx, id, comparisonQueue(datasetId))
    await addComparison(tx, { id, datasetId, userId: actor.id, threshold })
    job = { runId: id, datasetId, actorId: actor.id, threshold }
    return {
      answer: { id },
      target: id,
      details: { threshold },
      events: [{ type: 'duplicates', datasetId, actorId: actor.id }],
    }
  })
  // the same operation again made no job
  if (job) void startComparisonJob(job)
  return answer
}
