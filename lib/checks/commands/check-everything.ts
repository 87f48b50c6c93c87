import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { beginCheckRun } from '@/lib/jobs/checks/begin'
import { type CheckRunJob, startCheckRun } from '@/lib/jobs/checks/run'
import { operate } from '@/lib/operations/operate'

/** Begins to check every example of a dataset again; one that is under way ends for it. */
export async function checkEverything(
  actor: Actor,
  datasetId: string,
  request: { operationId: string },
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  let job: CheckRunJob | undefined
  const operation = { request, action: 'checks.start', datasetId, turn: `checks:${datasetId}` }
  const answer = await operate(actor, operation, async (tx) => {
    job = await beginCheckRun(tx, datasetId, actor.id)
    return {
      answer: { id: job.runId },
      target: job.runId,
      events: [{ type: 'findings', datasetId, number: null, actorId: actor.id }],
    }
  })
  // the same operation again made no job
  if (job) void startCheckRun(job)
  return answer
}
