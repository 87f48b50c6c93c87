import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { operate } from '@/lib/operations/operate'
import { requireState } from '@/lib/operations/require-state'
import { AppError } from '@/lib/result/app-error'
import { leastUsedColor } from '../colors'
import { tagEvents, tagsTurn } from '../events'
import { rivalsOf } from '../exclusive'
import { requireFreeName } from '../names'
import { isOrderOf, placesFor } from '../order'
import { findTag, groupOf, isHeld, requireTag, tagGroupsOf } from '../read'
import {
  maxTags,
  type NewTag,
  type RestoreAnswer,
  type TagChange,
  type TagGroupRow,
  type TagOrder,
  type TagRemoval,
  type TagReturn,
} from '../schema'
import {
  changeTagRow,
  countShared,
  insertTag,
  removeTag,
  reviveTag,
  setTagOrder,
  yieldPlaces,
} from '../writes'

export async function createTag(actor: Actor, datasetId: string, request: NewTag): Promise<{ id: string }> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { groupId, name, description = '' } = request
  return operate(
    actor,
    { request, action: 'tag.create', datasetId, turn: tagsTurn(datasetId) },
    async (tx) => {
      const groups = await tagGroupsOf(tx, datasetId)
      const group = requireGroup(groups, groupId)
      requireFreeName(name, group.tags, 'tagNameTaken')
      const tags = groups.flatMap((g) => g.tags)
      if (tags.length >= maxTags) throw new AppError('invalid', 'tooManyTags', { params: { max: maxTags } })
      const color = request.color ?? leastUsedColor(tags.map((tag) => tag.color))
      const position = (group.tags.at(-1)?.position ?? -1) + 1
      const id = await insertTag(tx, { datasetId, groupId, name, color, description, position })
      return { answer: { id }, target: id, details: { name, groupId }, events: tagEvents(actor, datasetId) }
    },
  )
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
  const { operationId, from, place, ...change } = request
  return operate(
    actor,
    { request, action: 'tag.change', datasetId, turn: tagsTurn(datasetId), target: tagId },
    async (tx) => {
      const tag = await requireTag(tx, datasetId, tagId)
      requireState(tag, from)
      const min = change.targetMin === undefined ? tag.targetMin : change.targetMin
      const max = change.targetMax === undefined ? tag.targetMax : change.targetMax
      if (min !== null && max !== null && min > max) throw new AppError('invalid', 'targetReversed')
      const group = requireGroup(await tagGroupsOf(tx, datasetId), change.groupId ?? tag.groupId)
      requireFreeName(change.name ?? tag.name, group.tags, 'tagNameTaken', tagId)
      const moves = group.id !== tag.groupId
      if (moves) await requireNoRivals(tx, tagId, group)
      const position = (group.tags.at(-1)?.position ?? -1) + 1
      await changeTagRow(tx, tagId, { ...change, ...(moves ? { position } : {}) })
      if (moves && place !== undefined) {
        const others = group.tags.map((other) => other.id)
        const ids = [...others.slice(0, place), tagId, ...others.slice(place)]
        await setTagOrder(tx, placesFor(ids, [...group.tags, { position }]))
      }
      return { answer: {}, details: change, events: tagEvents(actor, datasetId) }
    },
  )
}

/** @throws AppError `conflict` `tagOrderStale` where the ids aren't exactly the tags of the group. */
export async function orderTags(actor: Actor, datasetId: string, request: TagOrder): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { groupId, tagIds, from } = request
  const op = { request, action: 'tag.order', datasetId, turn: tagsTurn(datasetId), target: groupId }
  return operate(actor, op, async (tx) => {
    const group = requireGroup(await tagGroupsOf(tx, datasetId), groupId)
    const now = group.tags.map((tag) => tag.id)
    requireState({ now }, from && { now: from })
    if (!isOrderOf(tagIds, now)) throw new AppError('conflict', 'tagOrderStale')
    await setTagOrder(tx, placesFor(tagIds, group.tags))
    return { answer: {}, events: tagEvents(actor, datasetId) }
  })
}

/** Examples keep the tag, unseen, until it comes back. */
export async function deleteTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagRemoval,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { from } = request
  return operate(
    actor,
    { request, action: 'tag.delete', datasetId, turn: tagsTurn(datasetId), target: tagId },
    async (tx) => {
      const tag = await findTag(tx, datasetId, tagId)
      if (!tag) throw new AppError('not_found', 'tagGone')
      if (tag.deletedAt) return { answer: {} }
      if (from) requireState({ ...tag, held: await isHeld(tx, tagId) }, from)
      await removeTag(tx, tagId, new Date(), null)
      return { answer: {}, details: { name: tag.name }, events: tagEvents(actor, datasetId) }
    },
  )
}

/** @throws AppError `conflict` `tagMerged` (unmerge it instead), `tagGroupGone`, `tagNameTaken` */
export async function restoreTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagReturn,
): Promise<RestoreAnswer> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { from } = request
  return operate(
    actor,
    { request, action: 'tag.restore', datasetId, turn: tagsTurn(datasetId), target: tagId },
    async (tx) => {
      const tag = await findTag(tx, datasetId, tagId)
      if (!tag) throw new AppError('not_found', 'tagGone')
      const group = await groupOf(tx, datasetId, tag.groupId)
      requireState({ deleted: tag.deletedAt !== null }, from)
      if (!tag.deletedAt) return { answer: { replaced: 0 } }
      if (tag.mergedIntoId) throw new AppError('conflict', 'tagMerged')
      requireFreeName(tag.name, group.tags, 'tagNameTaken')
      await reviveTag(tx, tagId)
      const replaced = await yieldPlaces(tx, tagId, rivalsOf(group, tagId))
      return {
        answer: { replaced },
        details: { name: tag.name, replaced },
        events: tagEvents(actor, datasetId),
      }
    },
  )
}

function requireGroup(groups: readonly TagGroupRow[], groupId: string): TagGroupRow {
  const group = groups.find((g) => g.id === groupId)
  if (!group) throw new AppError('not_found', 'tagGroupGone')
  return group
}

async function requireNoRivals(tx: Tx, tagId: string, group: TagGroupRow): Promise<void> {
  const count = await countShared(tx, tagId, rivalsOf(group, tagId))
  if (count > 0) throw new AppError('conflict', 'tagMoveCollides', { params: { count, group: group.name } })
}
