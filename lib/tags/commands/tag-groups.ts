import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { requireState } from '@/lib/operations/require-state'
import { AppError } from '@/lib/result/app-error'
import { tagEvents, tagsTurn } from '../events'
import { requireFreeName } from '../names'
import { isOrderOf, placesFor } from '../order'
import { findTagGroup, groupOf, requireTagGroup, tagGroupsOf } from '../read'
import type { NewTagGroup, TagGroupChange, TagGroupOrder, TagGroupRemoval, TagReturn } from '../schema'
import { changeGroup, countDoubled, insertTagGroup, removeGroup, reviveGroup, setGroupOrder } from '../writes'

const maxGroups = 50

export async function createTagGroup(
  actor: Actor,
  datasetId: string,
  request: NewTagGroup,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { name, kind } = request
  return operate(
    actor,
    { request, action: 'tag-group.create', datasetId, turn: tagsTurn(datasetId) },
    async (tx) => {
      const groups = await tagGroupsOf(tx, datasetId)
      requireFreeName(name, groups, 'tagGroupNameTaken')
      if (groups.length >= maxGroups)
        throw new AppError('invalid', 'tooManyTagGroups', { params: { max: maxGroups } })
      const position = (groups.at(-1)?.position ?? -1) + 1
      const id = await insertTagGroup(tx, { datasetId, name, kind, position })
      return { answer: { id }, target: id, details: { name, kind }, events: tagEvents(actor, datasetId) }
    },
  )
}

/** @throws AppError `conflict` `tagGroupNotExclusive` where examples hold two of its tags, with their number. */
export async function changeTagGroup(
  actor: Actor,
  datasetId: string,
  groupId: string,
  request: TagGroupChange,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId, from, ...change } = request
  const op = {
    request,
    action: 'tag-group.change',
    datasetId,
    turn: tagsTurn(datasetId),
    target: groupId,
  }
  return operate(actor, op, async (tx) => {
    const group = await requireTagGroup(tx, datasetId, groupId)
    requireState(group, from)
    if (change.name !== undefined)
      requireFreeName(change.name, await tagGroupsOf(tx, datasetId), 'tagGroupNameTaken', groupId)
    if (change.kind === 'exclusive' && group.kind === 'open') {
      const count = await countDoubled(tx, groupId)
      if (count > 0) throw new AppError('conflict', 'tagGroupNotExclusive', { params: { count } })
    }
    await changeGroup(tx, groupId, change)
    return { answer: {}, details: change, events: tagEvents(actor, datasetId) }
  })
}

/** @throws AppError `conflict` `tagOrderStale` where the ids aren't exactly the groups that are there. */
export async function orderTagGroups(
  actor: Actor,
  datasetId: string,
  request: TagGroupOrder,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { groupIds, from } = request
  return operate(
    actor,
    { request, action: 'tag-group.order', datasetId, turn: tagsTurn(datasetId) },
    async (tx) => {
      const groups = await tagGroupsOf(tx, datasetId)
      const now = groups.map((group) => group.id)
      requireState({ now }, from && { now: from })
      if (!isOrderOf(groupIds, now)) throw new AppError('conflict', 'tagOrderStale')
      await setGroupOrder(tx, placesFor(groupIds, groups))
      return { answer: {}, events: tagEvents(actor, datasetId) }
    },
  )
}

/** The group goes with its tags; examples keep what they have, unseen, until the group comes back. */
export async function deleteTagGroup(
  actor: Actor,
  datasetId: string,
  groupId: string,
  request: TagGroupRemoval,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { from } = request
  const op = {
    request,
    action: 'tag-group.delete',
    datasetId,
    turn: tagsTurn(datasetId),
    target: groupId,
  }
  return operate(actor, op, async (tx) => {
    const group = await findTagGroup(tx, datasetId, groupId)
    if (!group) throw new AppError('not_found', 'tagGroupGone')
    if (group.deletedAt) return { answer: {} }
    if (from) {
      const { tags } = await groupOf(tx, datasetId, groupId)
      requireState({ ...group, tagIds: tags.map((tag) => tag.id) }, from)
    }
    await removeGroup(tx, groupId, new Date())
    return { answer: {}, details: { name: group.name }, events: tagEvents(actor, datasetId) }
  })
}

/** Brings the group back with the tags that went with it. */
export async function restoreTagGroup(
  actor: Actor,
  datasetId: string,
  groupId: string,
  request: TagReturn,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { from } = request
  const op = {
    request,
    action: 'tag-group.restore',
    datasetId,
    turn: tagsTurn(datasetId),
    target: groupId,
  }
  return operate(actor, op, async (tx) => {
    const group = await findTagGroup(tx, datasetId, groupId)
    if (!group) throw new AppError('not_found', 'tagGroupGone')
    requireState({ deleted: group.deletedAt !== null }, from)
    if (!group.deletedAt) return { answer: {} }
    requireFreeName(group.name, await tagGroupsOf(tx, datasetId), 'tagGroupNameTaken')
    await reviveGroup(tx, groupId, group.deletedAt)
    return { answer: {}, details: { name: group.name }, events: tagEvents(actor, datasetId) }
  })
}
