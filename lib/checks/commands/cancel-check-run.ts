import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { cancelElsewhere, cancelJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { endCheckRun } from '../writes'

/** Stops checking everything; what it has not come to keeps the findings that it had. */
export async function cancelCheckRun(
  actor: Actor,
  { datasetId, runId }: { datasetId: string; runId: string },
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request, action: 'checks.cancel', datasetId, target: runId }
  return operate(actor, operation, async (tx) => {
    const run = await tx.checkRun.findUnique({ where: { id: runId, datasetId }, select: { state: true } })
    if (!run) throw new AppError('not_found')
    if (run.state === 'running') {
      await endCheckRun(tx, runId, 'cancelled')
      if (!(await cancelElsewhere(tx, runId))) cancelJob(runId)
    }
    return { answer: {}, events: [{ type: 'findings', datasetId, number: null, actorId: actor.id }] }
  })
}
