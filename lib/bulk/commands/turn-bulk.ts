import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { type BulkJob, bulkQueue } from '@/lib/jobs/bulk/job'
import { startBulkJob } from '@/lib/jobs/bulk/start'
import { announceJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { requireOwnRun } from '../own-run'
import type { RunAddress } from '../queries/runs'
import { findLastOfChain, findRun } from '../read'
import { type BulkTurn, isRunning } from '../schema'
import { addRun, askToCancel } from '../writes'

/**
 * Takes a run back (`undone`), or brings it again, as a run of its own: it skips, and lists, what was changed since.
 * One that still works is stopped first. Answers the run that did it already where it is so.
 */
export async function turnBulk(
  actor: Actor,
  { datasetId, runId }: RunAddress,
  { operationId, undone }: BulkTurn,
): Promise<{ id: string }> {
  const access = await authoriseDataset(actor, 'edit examples', datasetId)
  let job: BulkJob | undefined
  const action = undone ? 'bulk.undo' : 'bulk.redo'
  // one after another: each looks for the last of the chain
  const operation = { request: { operationId }, action, datasetId, target: runId, turn: `bulk:${datasetId}` }
  const answer = await operate(actor, operation, async (tx) => {
    const run = await findRun(tx, datasetId, runId)
    if (!run) throw new AppError('not_found')
    requireOwnRun(actor, access, run)
    const last = await findLastOfChain(tx, run.rootId)
    if (last.takesBack === undone) return { answer: { id: last.id } }
    await refuseWhilePurging(tx, datasetId)
    if (isRunning(last.state)) await askToCancel(tx, last.id)
    const id = newId()
    const { action: what, selection } = last
    await addRun(tx, {
      id,
      datasetId,
      userId: actor.id,
      action: what,
      selection,
      undoOf: last,
    })
    await announceJob(tx, id, bulkQueue(datasetId))
    job = { runId: id, datasetId, actor }
    return {
      answer: { id },
      details: { undoOf: last.id },
      events: [{ type: 'bulk', datasetId, runId: id, actorId: actor.id }],
    }
  })
  if (job) void startBulkJob(job)
  return answer
}
