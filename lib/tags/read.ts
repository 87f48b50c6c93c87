import 'server-only'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { withKeys } from './order'
import type { GroupKind, TagColor, TagGroupRow } from './schema'

/** Groups and tags of a dataset that aren't deleted, in order. For commands and queries that have authorised. */
export async function tagGroupsOf(tx: Tx, datasetId: string): Promise<TagGroupRow[]> {
  const groups = await tx.tagGroup.findMany({
    where: { datasetId, deletedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      name: true,
      kind: true,
      position: true,
      tags: {
        where: { deletedAt: null },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          groupId: true,
          name: true,
          color: true,
          description: true,
          position: true,
          targetMin: true,
          targetMax: true,
        },
      },
    },
  })
  return withKeys(
    groups.map((group) => ({
      ...group,
      kind: group.kind as GroupKind,
      tags: group.tags.map((tag) => ({ ...tag, color: tag.color as TagColor })),
    })),
  )
}

/**
 * The group of a tag that may be deleted itself. @throws AppError `conflict` `tagGroupGone` where the group was deleted
 */
export async function groupOf(tx: Tx, datasetId: string, groupId: string): Promise<TagGroupRow> {
  const group = (await tagGroupsOf(tx, datasetId)).find((g) => g.id === groupId)
  if (!group) throw new AppError('conflict', 'tagGroupGone')
  return group
}

/** One tag of this dataset, deleted ones too, with its group; null where there is none. */
export async function findTag(tx: Tx, datasetId: string, tagId: string) {
  return tx.tag.findFirst({
    where: { id: tagId, datasetId },
    select: {
      id: true,
      groupId: true,
      name: true,
      color: true,
      description: true,
      targetMin: true,
      targetMax: true,
      deletedAt: true,
      mergedIntoId: true,
      group: { select: { deletedAt: true } },
    },
  })
}

/** Whether any example holds the tag, on itself or on a message. */
export async function isHeld(tx: Tx, tagId: string): Promise<boolean> {
  return (await tx.exampleTag.findFirst({ where: { tagId }, select: { tagId: true } })) !== null
}

/** One group of this dataset, deleted ones too; null where there is none. */
export async function findTagGroup(tx: Tx, datasetId: string, groupId: string) {
  const group = await tx.tagGroup.findFirst({
    where: { id: groupId, datasetId },
    select: { id: true, name: true, kind: true, deletedAt: true },
  })
  return group && { ...group, kind: group.kind as GroupKind }
}

/** @throws AppError `not_found` where there is no such tag, or it was deleted. */
export async function requireTag(tx: Tx, datasetId: string, tagId: string) {
  const tag = await findTag(tx, datasetId, tagId)
  if (!tag || tag.deletedAt || tag.group.deletedAt) throw new AppError('not_found', 'tagGone')
  return tag
}

/** @throws AppError `not_found` where there is no such group, or it was deleted. */
export async function requireTagGroup(tx: Tx, datasetId: string, groupId: string) {
  const group = await findTagGroup(tx, datasetId, groupId)
  if (!group || group.deletedAt) throw new AppError('not_found', 'tagGroupGone')
  return group
}
