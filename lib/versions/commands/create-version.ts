import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { announceJob, startJob } from '@/lib/jobs/room'
import { runVersion, versionJob } from '@/lib/jobs/versions/run'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import type { NewVersion } from '../schema'
import { addFormat, addVersion, removeUnmade } from '../writes'

/**
 * Begins a version of a dataset; it runs after the exports begun before, and its row says how it goes.
 * @throws AppError `conflict` `versionNameTaken`
 */
export async function createVersion(
  actor: Actor,
  datasetId: string,
  request: NewVersion,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { name, notes, recipe } = request
  let isNew = false
  const operation = { request, action: 'version.create', datasetId, turn: `versions:${datasetId}` }
  const answer = await operate(actor, operation, async (tx) => {
    isNew = true
    await refuseWhilePurging(tx, datasetId)
    const same = await tx.version.findMany({ where: { datasetId, name }, select: { id: true, state: true } })
    if (same.some(({ state }) => state === 'ready' || state === 'making'))
      throw new AppError('conflict', 'versionNameTaken', { params: { name } })
    await removeUnmade(
      tx,
      same.map(({ id }) => id),
    )
    const parent = await tx.version.findFirst({
      where: { datasetId, isCurrent: true },
      select: { id: true },
    })
    const id = newId()
    await announceJob(tx, versionJob(id, recipe.format), 'exports')
    await addVersion(tx, {
      id,
      datasetId,
      name,
      notes,
      recipe: JSON.stringify(recipe),
      format: recipe.format,
      parentId: parent?.id ?? null,
      createdById: actor.id,
    })
    await addFormat(tx, { versionId: id, format: recipe.format, datasetId, userId: actor.id })
    return {
      answer: { id },
      target: id,
      details: { recipe },
      events: [{ type: 'version', datasetId, versionId: id, actorId: actor.id }],
    }
  })
  const run = { actor, datasetId, versionId: answer.id, recipe, key: recipe.format, isFirst: true }
  if (isNew)
    void startJob(versionJob(answer.id, recipe.format), 'exports', (signal) => runVersion(run, signal))
  return answer
}
