import 'server-only'
import { createHmac } from 'node:crypto'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { installSecret } from '@/lib/auth/secret'
import { newId } from '@/lib/db/ids'
import { type PurgeRun, purgeQueue } from '@/lib/jobs/purge/job'
import { runPurge } from '@/lib/jobs/purge/run'
import { announceJob, startJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { makeNeedle } from '../needle'
import { isReserved } from '../reserved'
import type { PurgeRequest } from '../schema'
import { claimPurge } from '../writes'

/**
 * Removes a text from a dataset for good: from examples, their originals and history, from search, answers, records and
 * files of exports. What is left is a tombstone without the text; it says how the job goes, which goes on after the
 * answer. The same again finds what came meanwhile, and ends what was cut off.
 * @throws AppError `invalid` `purgeTooCommon`, `conflict` `purgeBusy` while something is imported, exported or changed
 * in bulk there, `purgeRunning`
 */
export async function startPurge(
  actor: Actor,
  datasetId: string,
  request: PurgeRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  authoriseStudio(actor, 'purge texts')
  const { text, ignoreCase, dryRun, number = null, reason } = request
  if (isReserved(text)) throw new AppError('invalid', 'purgeTooCommon')
  const needle = makeNeedle(text, ignoreCase)
  let run: PurgeRun | undefined
  const answer = await operate(actor, { request, action: 'purge.start', datasetId }, async (tx) => {
    const id = newId()
    const row = { id, datasetId, actorId: actor.id, ignoreCase, number, dryRun }
    const trace = { textLength: text.length, textHash: traceOf(text), reason: needle.without(reason) }
    await claimPurge(tx, { ...row, ...trace })
    await announceJob(tx, id, purgeQueue(datasetId))
    run = { id, actor, datasetId, needle, number, dryRun }
    return { answer: { id }, target: id, details: { number, dryRun } }
  })
  // the same operation again made no job
  const started = run
  if (started) void startJob(answer.id, purgeQueue(datasetId), (signal) => runPurge(started, signal))
  return answer
}

/** Tells whether a text is the one that was purged, and can't be turned back into it without this installation. */
const traceOf = (text: string) =>
  createHmac('sha256', installSecret('auth-secret')).update(`purge:${text}`).digest('base64url')
