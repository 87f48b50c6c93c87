import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { type ReadingJob, readerQueue } from '@/lib/jobs/reader/job'
import { startReadingJob } from '@/lib/jobs/reader/start'
import { announceJob, cancelElsewhere, cancelJob, jobEnded } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { requireConsent } from '../endpoint'
import { findReading } from '../read'
import type { ReadingGoOn } from '../schema'
import { isReading } from '../words'
import { endReading, reopenReading } from '../writes'

export type ReadingAddress = { datasetId: string; runId: string }

/** Stops a run; what was read stays. For whoever started it, or a lead. @throws AppError `conflict` `readingOver` */
export async function cancelReading(
  actor: Actor,
  { datasetId, runId }: ReadingAddress,
  request: { operationId: string },
): Promise<object> {
  const { role } = await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request, action: 'reader.cancel', datasetId, target: runId }
  return operate(actor, operation, async (tx) => {
    const run = await findReading(tx, datasetId, runId)
    if (!run) throw new AppError('not_found')
    if (!isReading(run.state)) throw new AppError('conflict', 'readingOver')
    if (role !== 'lead' && run.userId !== actor.id) throw new AppError('forbidden')
    // the job brings its row in order itself; one without a job was left by a process that ended
    if (!((await cancelElsewhere(tx, runId)) || cancelJob(runId)))
      await endReading(tx, runId, { state: 'cancelled' })
    return { answer: {}, events: [{ type: 'reader', datasetId, actorId: actor.id }] }
  })
}

/**
 * Goes on with a run that was cancelled or stopped, with what was not asked yet, perhaps with another budget.
 * @throws AppError `conflict` `readingNotStopped`, `readerMoved` where the endpoint is another one now
 */
export async function goOnReading(
  actor: Actor,
  { datasetId, runId }: ReadingAddress,
  request: ReadingGoOn,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'decide on examples', datasetId)
  let job: ReadingJob | undefined
  const operation = { request, action: 'reader.goOn', datasetId, target: runId }
  const answer = await operate(actor, operation, async (tx) => {
    const run = await findReading(tx, datasetId, runId)
    if (!run) throw new AppError('not_found')
    const { model, host } = await requireConsent(tx, datasetId)
    if (run.model !== model || run.host !== host) throw new AppError('conflict', 'readerMoved')
    await refuseWhilePurging(tx, datasetId)
    const state = run.total > 0 ? 'running' : 'collecting'
    if (!(await reopenReading(tx, runId, { state, mostMoney: request.mostMoney })))
      throw new AppError('conflict', 'readingNotStopped')
    job = { runId, datasetId, actor, isShort: false }
    await announceJob(tx, runId, readerQueue(job))
    return {
      answer: { id: runId },
      details: { mostMoney: request.mostMoney ?? run.mostMoney },
      events: [{ type: 'reader', datasetId, actorId: actor.id }],
    }
  })
  const next = job
  // the one that has just ended may still be letting go
  if (next) void jobEnded(runId).then(() => startReadingJob(next))
  return answer
}
