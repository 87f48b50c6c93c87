import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { leastUsedColor } from '../colors'
import { tagEvents } from '../events'
import { requireFreeName } from '../names'
import { isOrderOf } from '../order'
import { findTag, requireTag, requireTagGroup, tagGroupsOf } from '../read'
import type { NewTag, RestoreAnswer, TagAct, TagChange, TagOrder } from '../schema'
import {
  changeTagRow,
  countShared,
  insertTag,
  removeTag,
  reviveTag,
  setTagOrder,
  yieldPlaces,
} from '../writes'

const maxTags = 500

export async function createTag(actor: Actor, datasetId: string, request: NewTag): Promise<{ id: string }> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId, groupId, name, description = '' } = request
  return operate(actor, { operationId, action: 'tag.create', datasetId }, async (tx) => {
    const groups = await tagGroupsOf(tx, datasetId)
    const group = groups.find((g) => g.id === groupId)
    if (!group) throw new AppError('not_found', 'tagGroupGone')
    requireFreeName(name, group.tags, 'tagNameTaken')
    const tags = groups.flatMap((g) => g.tags)
    if (tags.length >= maxTags) throw new AppError('invalid', 'tooManyTags', { params: { max: maxTags } })
    const color = request.color ?? leastUsedColor(tags.map((tag) => tag.color))
    const position = (group.tags.at(-1)?.position ?? -1) + 1
    const id = await insertTag(tx, { datasetId, groupId, name, color, description, position })
    return { answer: { id }, target: id, details: { name, groupId }, events: tagEvents(actor, datasetId) }
  })
}

/**
 * @throws AppError `invalid` `targetReversed`; `conflict` `tagNameTaken`, or `tagMoveCollides` where examples hold
 * another tag of the exclusive group that this one should move to, with their number.
 */
export async function changeTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagChange,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId, ...change } = request
  return operate(actor, { operationId, action: 'tag.change', datasetId, target: tagId }, async (tx) => {
    const tag = await requireTag(tx, datasetId, tagId)
    const min = change.targetMin === undefined ? tag.targetMin : change.targetMin
    const max = change.targetMax === undefined ? tag.targetMax : change.targetMax
    if (min !== null && max !== null && min > max) throw new AppError('invalid', 'targetReversed')
    const moves = change.groupId !== undefined && change.groupId !== tag.groupId
    const place = moves ? await placeIn(tx, datasetId, tagId, change.groupId!) : {}
    if (change.name !== undefined || moves)
      await requireFreeTagName(tx, datasetId, {
        id: tagId,
        groupId: change.groupId ?? tag.groupId,
        name: change.name ?? tag.name,
      })
    await changeTagRow(tx, tagId, { ...change, ...place })
    return { answer: {}, details: change, events: tagEvents(actor, datasetId) }
  })
}

/** @throws AppError `conflict` `tagOrderStale` where the ids aren't exactly the tags of the group. */
export async function orderTags(actor: Actor, datasetId: string, request: TagOrder): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId, groupId, tagIds } = request
  const op = { operationId, action: 'tag.order', datasetId, target: groupId }
  return operate(actor, op, async (tx) => {
    const group = (await tagGroupsOf(tx, datasetId)).find((g) => g.id === groupId)
    if (!group) throw new AppError('not_found', 'tagGroupGone')
    const now = group.tags.map((tag) => tag.id)
    if (!isOrderOf(tagIds, now)) throw new AppError('conflict', 'tagOrderStale')
    await setTagOrder(tx, tagIds)
    return { answer: {}, events: tagEvents(actor, datasetId) }
  })
}

/** Examples keep the tag, unseen, until it comes back. */
export async function deleteTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagAct,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId } = request
  return operate(actor, { operationId, action: 'tag.delete', datasetId, target: tagId }, async (tx) => {
    const tag = await findTag(tx, datasetId, tagId)
    if (!tag) throw new AppError('not_found', 'tagGone')
    if (tag.deletedAt) return { answer: {} }
    await removeTag(tx, tagId, new Date(), null)
    return { answer: {}, details: { name: tag.name }, events: tagEvents(actor, datasetId) }
  })
}

/** @throws AppError `conflict` `tagMerged` (unmerge it instead), `tagGroupGone`, `tagNameTaken` */
export async function restoreTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagAct,
): Promise<RestoreAnswer> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId } = request
  return operate(actor, { operationId, action: 'tag.restore', datasetId, target: tagId }, async (tx) => {
    const tag = await findTag(tx, datasetId, tagId)
    if (!tag) throw new AppError('not_found', 'tagGone')
    if (tag.group.deletedAt) throw new AppError('conflict', 'tagGroupGone')
    if (!tag.deletedAt) return { answer: { replaced: 0 } }
    if (tag.mergedIntoId) throw new AppError('conflict', 'tagMerged')
    await requireFreeTagName(tx, datasetId, tag)
    await reviveTag(tx, tagId)
    const replaced = tag.group.kind === 'exclusive' ? await yieldPlaces(tx, tagId, tag.groupId) : 0
    return {
      answer: { replaced },
      details: { name: tag.name, replaced },
      events: tagEvents(actor, datasetId),
    }
  })
}

async function requireFreeTagName(
  tx: Tx,
  datasetId: string,
  tag: { id: string; groupId: string; name: string },
) {
  const group = (await tagGroupsOf(tx, datasetId)).find((g) => g.id === tag.groupId)
  requireFreeName(tag.name, group?.tags ?? [], 'tagNameTaken', tag.id)
}

async function placeIn(tx: Tx, datasetId: string, tagId: string, groupId: string) {
  const group = await requireTagGroup(tx, datasetId, groupId)
  const count = group.kind === 'exclusive' ? await countShared(tx, tagId, groupId) : 0
  if (count > 0) throw new AppError('conflict', 'tagMoveCollides', { params: { count, group: group.name } })
  const tags = (await tagGroupsOf(tx, datasetId)).find((g) => g.id === groupId)?.tags ?? []
  return { position: (tags.at(-1)?.position ?? -1) + 1 }
}
