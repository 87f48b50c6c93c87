import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { announceJob, startJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import type { ExportRequest } from '../schema'
import { addExport } from '../writes'
import { runExport } from './run-export'

/** Begins an export; it runs after those begun before, and its row says how it goes. */
export async function startExport(
  actor: Actor,
  datasetId: string,
  request: ExportRequest,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { recipe } = request
  let isNew = false
  const answer = await operate(actor, { request, action: 'export.start', datasetId }, async (tx) => {
    isNew = true
    await refuseWhilePurging(tx, datasetId)
    const id = newId()
    await announceJob(tx, id, 'exports')
    await addExport(tx, { id, datasetId, userId: actor.id, recipe: JSON.stringify(recipe) })
    return {
      answer: { id },
      target: id,
      details: { recipe },
      events: [{ type: 'export', datasetId, exportId: id, actorId: actor.id }],
    }
  })
  if (isNew)
    void startJob(answer.id, 'exports', (signal) =>
      runExport(actor, { datasetId, exportId: answer.id }, recipe, signal),
    )
  return answer
}
