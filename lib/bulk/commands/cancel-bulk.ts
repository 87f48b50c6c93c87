import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { requireOwnRun } from '../own-run'
import type { RunAddress } from '../queries/runs'
import { findRun } from '../read'
import { isRunning } from '../schema'
import { askToCancel } from '../writes'

/**
 * Stops a run before its next examples, for whoever started it or a lead. What is done stays done; undo takes it back.
 * @throws AppError `conflict` `bulkOver` where it has ended
 */
export async function cancelBulk(
  actor: Actor,
  { datasetId, runId }: RunAddress,
  operationId: string,
): Promise<{ id: string }> {
  const access = await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request: { operationId }, action: 'bulk.cancel', datasetId, target: runId }
  return operate(actor, operation, async (tx) => {
    const run = await findRun(tx, datasetId, runId)
    if (!run) throw new AppError('not_found')
    requireOwnRun(actor, access, run)
    if (!isRunning(run.state)) throw new AppError('conflict', 'bulkOver')
    // the job looks here before each batch, in whichever process it runs
    await askToCancel(tx, runId)
    return {
      answer: { id: runId },
      events: [{ type: 'bulk', datasetId, runId, actorId: actor.id }],
    }
  })
}
