import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { readFilter } from '@/lib/examples/filter'
import { type BulkJob, bulkQueue } from '@/lib/jobs/bulk/job'
import { startBulkJob } from '@/lib/jobs/bulk/start'
import { announceJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { tagGroupsOf } from '@/lib/tags/read'
import { patternProblem } from '../pattern'
import { permissionOf } from '../permission'
import type { NewBulkRun } from '../schema'
import { addRun } from '../writes'

/**
 * Starts an action on many examples; the job goes on after the answer.
 * @throws AppError `invalid` `badPattern`, `badQuery`, `reasonMissing`; `conflict` `tagGone`
 */
export async function startBulk(
  actor: Actor,
  datasetId: string,
  request: NewBulkRun,
): Promise<{ id: string }> {
  await authoriseDataset(actor, permissionOf(request.action), datasetId)
  const { action, selection } = request
  const problem = action.type === 'replace' ? patternProblem(action) : null
  if (problem) throw new AppError('invalid', 'badPattern', { params: problem })
  if (action.type === 'status' && action.to === 'changes_requested' && !action.reason)
    throw new AppError('invalid', 'reasonMissing')
  let job: BulkJob | undefined
  const answer = await operate(actor, { request, action: 'bulk.start', datasetId }, async (tx) => {
    if ('q' in selection) await readFilter(tx, actor.id, datasetId, selection.q)
    if (action.type === 'tag' && !(await hasTag(tx, datasetId, action.tagId)))
      throw new AppError('conflict', 'tagGone')
    await refuseWhilePurging(tx, datasetId)
    const id = newId()
    await addRun(tx, { id, datasetId, userId: actor.id, action, selection })
    await announceJob(tx, id, bulkQueue(datasetId))
    job = { runId: id, datasetId, actor }
    return {
      answer: { id },
      details: { action },
      target: id,
      events: [{ type: 'bulk', datasetId, runId: id, actorId: actor.id }],
    }
  })
  // the same operation again made no job
  if (job) void startBulkJob(job)
  return answer
}

async function hasTag(tx: Parameters<typeof tagGroupsOf>[0], datasetId: string, tagId: string) {
  const groups = await tagGroupsOf(tx, datasetId)
  return groups.some(({ tags }) => tags.some(({ id }) => id === tagId))
}
