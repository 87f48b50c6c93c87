import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { beginCheckRun } from '@/lib/jobs/checks/begin'
import { type CheckRunJob, startCheckRun } from '@/lib/jobs/checks/run'
import { operate } from '@/lib/operations/operate'
import type { CheckRunRequest } from '../schema'

/**
 * Begins to check every example of a dataset again, and one that is under way ends for it; or what is due alone, which one
 * that is under way does in its place.
 */
export async function checkEverything(
  actor: Actor,
  datasetId: string,
  request: CheckRunRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  let job: CheckRunJob | undefined
  const operation = { request, action: 'checks.start', datasetId, turn: `checks:${datasetId}` }
  const answer = await operate(actor, operation, async (tx) => {
    const running = request.dueOnly ? await findRunning(tx, datasetId) : null
    if (!running) job = await beginCheckRun(tx, datasetId, actor.id, request)
    const id = running ?? job!.runId
    return {
      answer: { id },
      target: id,
      events: [{ type: 'findings', datasetId, number: null, actorId: actor.id }],
    }
  })
  // the same operation again made no job
  if (job) void startCheckRun(job)
  return answer
}

async function findRunning(tx: Tx, datasetId: string): Promise<string | null> {
  const run = await tx.checkRun.findFirst({ where: { datasetId, state: 'running' }, select: { id: true } })
  return run?.id ?? null
}
