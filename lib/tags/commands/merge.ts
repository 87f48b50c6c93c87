import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { touchDueTags } from '@/lib/jobs/touch-tagged'
import { operate } from '@/lib/operations/operate'
import { requireState } from '@/lib/operations/require-state'
import { AppError } from '@/lib/result/app-error'
import { tagEvents, tagsTurn } from '../events'
import { rivalsOf } from '../exclusive'
import { requireFreeName } from '../names'
import { findTag, groupOf, requireTag } from '../read'
import type { MergeAnswer, RestoreAnswer, TagMerge, TagUnmerge } from '../schema'
import { copyTagTo, removeTag, reviveTag, setTouchDue, uncopyTag, yieldPlaces } from '../writes'

/**
 * Puts another tag wherever this one is and takes this one out of use. What was on the examples stays stored, so
 * that `unmergeTag` can take the merge back.
 */
export async function mergeTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagMerge,
): Promise<MergeAnswer> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { intoId, from } = request
  if (intoId === tagId) throw new AppError('invalid', 'mergeIntoItself')
  let isNew = false
  const answer = await operate(
    actor,
    { request, action: 'tag.merge', datasetId, turn: tagsTurn(datasetId), target: tagId },
    async (tx) => {
      isNew = true
      const source = await requireTag(tx, datasetId, tagId)
      requireState(source, from)
      const into = await requireTag(tx, datasetId, intoId)
      const group = await groupOf(tx, datasetId, into.groupId)
      const counts = await copyTagTo(tx, tagId, intoId, rivalsOf(group, tagId, intoId))
      const now = new Date()
      await removeTag(tx, tagId, now, intoId)
      await setTouchDue(tx, tagId, now)
      return {
        answer: counts,
        details: { name: source.name, into: into.name, intoId, ...counts },
        events: tagEvents(actor, datasetId),
      }
    },
  )
  if (isNew) void touchDueTags()
  return answer
}

/**
 * Takes a merge back: the tag returns to where it was, the other leaves where only the merge had put it.
 * @throws AppError `conflict` `tagNotMerged`, `tagGroupGone`, `tagNameTaken`, or `unmergeOuterFirst` where the other
 * tag was merged further.
 */
export async function unmergeTag(
  actor: Actor,
  datasetId: string,
  tagId: string,
  request: TagUnmerge,
): Promise<RestoreAnswer> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { from } = request
  let isNew = false
  const answer = await operate(
    actor,
    { request, action: 'tag.unmerge', datasetId, turn: tagsTurn(datasetId), target: tagId },
    async (tx) => {
      isNew = true
      const tag = await findTag(tx, datasetId, tagId)
      if (!tag) throw new AppError('not_found', 'tagGone')
      requireState({ intoId: tag.mergedIntoId }, from)
      if (!tag.mergedIntoId) throw new AppError('conflict', 'tagNotMerged')
      const group = await groupOf(tx, datasetId, tag.groupId)
      const into = await findTag(tx, datasetId, tag.mergedIntoId)
      if (into?.mergedIntoId)
        throw new AppError('conflict', 'unmergeOuterFirst', { params: { name: into.name } })
      requireFreeName(tag.name, group.tags, 'tagNameTaken')
      await uncopyTag(tx, tagId, tag.mergedIntoId)
      await reviveTag(tx, tagId)
      await setTouchDue(tx, tagId, new Date())
      const replaced = await yieldPlaces(tx, tagId, rivalsOf(group, tagId))
      return {
        answer: { replaced },
        details: { name: tag.name, from: tag.mergedIntoId, replaced },
        events: tagEvents(actor, datasetId),
      }
    },
  )
  if (isNew) void touchDueTags()
  return answer
}
