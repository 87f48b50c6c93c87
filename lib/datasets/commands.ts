import 'server-only'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { operate } from '@/lib/operations/operate'
import { requireState } from '@/lib/operations/require-state'
import { setMembership } from '@/lib/people/writes'
import { AppError } from '@/lib/result/app-error'
import { starterTags } from '@/lib/tags/starter'
import { insertTagGroups } from '@/lib/tags/writes'
import { findDataset } from './read'
import type { DatasetChange, DatasetConflict, DatasetStateChange, NewDataset } from './schema'
import { changeDatasetRow, insertDataset, setState } from './writes'

/** An empty dataset with the starter tags; whoever makes it is its first lead. */
export async function createDataset(actor: Actor, request: NewDataset): Promise<{ id: string }> {
  authoriseStudio(actor, 'create datasets')
  const { name, locale = 'en' } = request
  const id = newId()
  return operate(actor, { request, action: 'dataset.create' }, async (tx) => {
    await insertDataset(tx, { id, name })
    await insertTagGroups(tx, id, starterTags(locale))
    if (actor.kind === 'user') await setMembership(tx, { datasetId: id, userId: actor.id, role: 'lead' })
    const made = { datasetId: id, target: id, details: { name } }
    return { answer: { id }, ...made, events: changed(actor, id) }
  })
}

/**
 * Renames, or sets the guidelines. @throws AppError `conflict` `datasetChanged` with what stands there now, where
 * that isn't the revision the sender saw.
 */
export async function changeDataset(
  actor: Actor,
  datasetId: string,
  request: DatasetChange,
): Promise<{ revision: number }> {
  await authoriseDataset(actor, 'manage a dataset', datasetId)
  const { name, guidelines, from } = request
  if (request.revision === undefined && !from) throw new AppError('invalid')
  return operate(actor, { request, action: 'dataset.change', datasetId }, async (tx) => {
    const now = await findDataset(tx, datasetId)
    if (!now) throw new AppError('not_found')
    if (now.state !== 'active') throw new AppError('conflict', 'datasetNotActive')
    requireState(now, from)
    const revision = request.revision ?? now.revision
    const after = { name: name ?? now.name, guidelines: guidelines ?? now.guidelines }
    if (!(await changeDatasetRow(tx, datasetId, revision, after))) {
      const details: DatasetConflict = {
        revision: now.revision,
        name: now.name,
        guidelines: now.guidelines,
      }
      throw new AppError('conflict', 'datasetChanged', { details })
    }
    const details = {
      ...(name === undefined ? {} : { name: { from: now.name, to: name } }),
      ...(guidelines === undefined ? {} : { guidelines: { from: now.guidelines, to: guidelines } }),
    }
    return { answer: { revision: revision + 1 }, details, events: changed(actor, datasetId) }
  })
}

/** Archives, puts in the trash, or brings back. */
export async function setDatasetState(
  actor: Actor,
  datasetId: string,
  request: DatasetStateChange,
): Promise<object> {
  await authoriseDataset(actor, 'manage a dataset', datasetId)
  const { state, from } = request
  return operate(
    actor,
    { request, action: 'dataset.set-state', datasetId, turn: `dataset:${datasetId}` },
    async (tx) => {
      const now = await findDataset(tx, datasetId)
      if (!now) throw new AppError('not_found')
      requireState(now, from)
      await setState(tx, datasetId, state)
      return { answer: {}, details: { from: now.state, to: state }, events: changed(actor, datasetId) }
    },
  )
}

const changed = (actor: Actor, datasetId: string) => [
  { type: 'dataset' as const, datasetId, actorId: actor.id },
]
