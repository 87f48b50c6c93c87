import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { cancelElsewhere, cancelJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { endComparison } from '../writes'

/** Stops a comparison; what it would have found stays due. One that has ended stays as it is. */
export async function cancelComparison(
  actor: Actor,
  { datasetId, runId }: { datasetId: string; runId: string },
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request, action: 'duplicates.cancel', datasetId, target: runId }
  return operate(actor, operation, async (tx) => {
    const run = await tx.duplicateRun.findUnique({ where: { id: runId, datasetId }, select: { state: true } })
    if (!run) throw new AppError('not_found')
    // the job brings its row in order itself; one without a job was left by a process that ended
    const isCancelled = run.state !== 'running' || (await cancelElsewhere(tx, runId)) || cancelJob(runId)
    if (!isCancelled) await endComparison(tx, runId, { state: 'cancelled' })
    return { answer: {}, events: [{ type: 'duplicates', datasetId, actorId: actor.id }] }
  })
}
