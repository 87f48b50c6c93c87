import 'server-only'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import type { GroupKind, TagColor } from './schema'
import type { NewGroupOfTags } from './starter'

export async function insertTagGroup(
  tx: Tx,
  group: { datasetId: string; name: string; kind: GroupKind; position: number },
): Promise<string> {
  const id = newId()
  await tx.tagGroup.create({ data: { ...group, id } })
  return id
}

export async function insertTag(
  tx: Tx,
  tag: {
    datasetId: string
    groupId: string
    name: string
    color: TagColor
    description: string
    position: number
  },
): Promise<string> {
  const id = newId()
  await tx.tag.create({ data: { ...tag, id } })
  return id
}

/** Gives a new dataset its first groups and tags; ids of the tags by `group slug/tag slug`. */
export async function insertTagGroups(
  tx: Tx,
  datasetId: string,
  groups: readonly NewGroupOfTags[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [position, { slug, name, kind, tags }] of groups.entries()) {
    const groupId = await insertTagGroup(tx, { datasetId, name, kind, position })
    for (const [place, tag] of tags.entries()) {
      const { name, color, description } = tag
      const id = await insertTag(tx, { datasetId, groupId, name, color, description, position: place })
      ids.set(`${slug}/${tag.slug}`, id)
    }
  }
  return ids
}

export async function changeGroup(
  tx: Tx,
  id: string,
  change: { name?: string; kind?: GroupKind },
): Promise<void> {
  await tx.tagGroup.update({ where: { id }, data: given(change) })
}

export async function changeTagRow(
  tx: Tx,
  id: string,
  change: {
    name?: string
    color?: TagColor
    description?: string
    targetMin?: number | null
    targetMax?: number | null
    groupId?: string
    position?: number
  },
): Promise<void> {
  await tx.tag.update({ where: { id }, data: given(change) })
}

/** Puts groups, or the tags of a group, in the order of these ids. */
export async function setOrder(tx: Tx, table: 'TagGroup' | 'Tag', ids: readonly string[]): Promise<void> {
  // one statement for up to 500 rows; the ids are bound as one JSON parameter
  await tx.$executeRawUnsafe(
    `UPDATE "${table}" SET position = (SELECT j.key FROM json_each(?1) j WHERE j.value = "${table}".id)
     WHERE id IN (SELECT value FROM json_each(?1))`,
    JSON.stringify(ids),
  )
}

export async function removeTag(tx: Tx, id: string, at: Date, mergedIntoId: string | null): Promise<void> {
  await tx.tag.update({ where: { id }, data: { deletedAt: at, mergedIntoId } })
}

export async function reviveTag(tx: Tx, id: string): Promise<void> {
  await tx.tag.update({ where: { id }, data: { deletedAt: null, mergedIntoId: null } })
}

/** The group and those of its tags that are there carry the same time, so that they come back together. */
export async function removeGroup(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.tagGroup.update({ where: { id }, data: { deletedAt: at } })
  await tx.tag.updateMany({ where: { groupId: id, deletedAt: null }, data: { deletedAt: at } })
}

export async function reviveGroup(tx: Tx, id: string, deletedAt: Date): Promise<void> {
  await tx.tagGroup.update({ where: { id }, data: { deletedAt: null } })
  await tx.tag.updateMany({
    where: { groupId: id, deletedAt, mergedIntoId: null },
    data: { deletedAt: null },
  })
}

// Prisma can't copy rows or look at their neighbours, so what follows is raw: one statement each, whatever the size.
// A place is an example, or one message of it.
const otherOfGroup = (row: string, groupId: string, except: string) => `EXISTS (
  SELECT 1 FROM "ExampleTag" o JOIN "Tag" t ON t.id = o."tagId"
  WHERE o."exampleId" = ${row}."exampleId" AND o."messageId" = ${row}."messageId"
    AND t."groupId" = ${groupId} AND t."deletedAt" IS NULL AND t.id NOT IN (${except}))`

/** Places that hold this tag, together with another one that is in the group. */
export async function countShared(tx: Tx, tagId: string, groupId: string): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ n: bigint }[]>(
    `SELECT COUNT(*) AS n FROM "ExampleTag" s WHERE s."tagId" = ?1 AND ${otherOfGroup('s', '?2', '?1')}`,
    tagId,
    groupId,
  )
  return Number(row?.n ?? 0)
}

/** Places that hold two or more tags of the group. */
export async function countDoubled(tx: Tx, groupId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT COUNT(*) AS n FROM (
      SELECT 1 FROM "ExampleTag" et JOIN "Tag" t ON t.id = et."tagId"
      WHERE t."groupId" = ${groupId} AND t."deletedAt" IS NULL
      GROUP BY et."exampleId", et."messageId" HAVING COUNT(*) > 1)`
  return Number(row?.n ?? 0)
}

/**
 * Puts `intoId` wherever `sourceId` is, marked so that it can be taken away again. Where the target's group is
 * exclusive and holds the place with another tag, that one stays.
 */
export async function copyTagTo(
  tx: Tx,
  sourceId: string,
  intoId: string,
  exclusiveGroupId: string | null,
): Promise<{ changed: number; kept: number }> {
  const total = await countRows(tx, sourceId)
  const both = await countBoth(tx, sourceId, intoId)
  const free = exclusiveGroupId ? `AND NOT ${otherOfGroup('s', '?3', '?1, ?2')}` : ''
  const changed = await tx.$executeRawUnsafe(
    `INSERT INTO "ExampleTag" ("exampleId", "tagId", "messageId", "viaTagId")
     SELECT s."exampleId", ?2, s."messageId", ?1 FROM "ExampleTag" s WHERE s."tagId" = ?1 ${free}
     ON CONFLICT DO NOTHING`,
    ...[sourceId, intoId, exclusiveGroupId].filter((id) => id !== null),
  )
  return { changed, kept: total - both - changed }
}

async function countRows(tx: Tx, tagId: string): Promise<number> {
  return tx.exampleTag.count({ where: { tagId } })
}

async function countBoth(tx: Tx, a: string, b: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    SELECT COUNT(*) AS n FROM "ExampleTag" s JOIN "ExampleTag" o
      ON o."exampleId" = s."exampleId" AND o."messageId" = s."messageId" AND o."tagId" = ${b}
    WHERE s."tagId" = ${a}`
  return Number(row?.n ?? 0)
}

/** Takes away what the merge of `sourceId` put on examples, but for what another merge would have put there too. */
export async function uncopyTag(tx: Tx, sourceId: string, intoId: string): Promise<void> {
  const another = `SELECT s."tagId" FROM "ExampleTag" s JOIN "Tag" t ON t.id = s."tagId"
    WHERE t."mergedIntoId" = ?2 AND t.id <> ?1
      AND s."exampleId" = "ExampleTag"."exampleId" AND s."messageId" = "ExampleTag"."messageId"`
  await tx.$executeRawUnsafe(
    `UPDATE "ExampleTag" SET "viaTagId" = (${another} LIMIT 1)
     WHERE "tagId" = ?2 AND "viaTagId" = ?1 AND EXISTS (${another})`,
    sourceId,
    intoId,
  )
  await tx.exampleTag.deleteMany({ where: { tagId: intoId, viaTagId: sourceId } })
}

/** Takes the tag from places of its exclusive group that hold another of its tags by now; how many. */
export async function yieldPlaces(tx: Tx, tagId: string, groupId: string): Promise<number> {
  return tx.$executeRawUnsafe(
    `DELETE FROM "ExampleTag" WHERE "tagId" = ?1 AND ${otherOfGroup('"ExampleTag"', '?2', '?1')}`,
    tagId,
    groupId,
  )
}

/** Only what was given: Prisma refuses undefined, which would mean "leave as it is" by accident. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
