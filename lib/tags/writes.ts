import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import { newId } from '@/lib/db/ids'
import { runSql, selectSql } from '@/lib/db/run'
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

type Places = readonly { id: string; position: number }[]

export async function setGroupOrder(tx: Tx, places: Places): Promise<void> {
  for (const { id, position } of places)
    await tx.tagGroup.update({ where: { id }, data: { position }, select: { id: true } })
}

export async function setTagOrder(tx: Tx, places: Places): Promise<void> {
  for (const { id, position } of places)
    await tx.tag.update({ where: { id }, data: { position }, select: { id: true } })
}

export async function removeTag(tx: Tx, id: string, at: Date, mergedIntoId: string | null): Promise<void> {
  await tx.tag.update({ where: { id }, data: { deletedAt: at, mergedIntoId } })
}

export async function reviveTag(tx: Tx, id: string): Promise<void> {
  await tx.tag.update({ where: { id }, data: { deletedAt: null, mergedIntoId: null } })
}

/** Examples that hold the tag changed at this time: lib/jobs/touch-tagged.ts says it of them. */
export async function setTouchDue(tx: Tx, id: string, touchDueAt: Date): Promise<void> {
  await tx.tag.update({ where: { id }, data: { touchDueAt } })
}

/** That is done, unless they changed once more meanwhile. */
export async function dropTouchDue(tx: Tx, id: string, touchDueAt: Date): Promise<void> {
  await tx.tag.updateMany({ where: { id, touchDueAt }, data: { touchDueAt: null } })
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
const sharesWith = (row: 's' | '"ExampleTag"', tagIds: readonly string[]) => sql`EXISTS (
  SELECT 1 FROM "ExampleTag" o WHERE o."exampleId" = ${raw(row)}."exampleId"
    AND o."messageId" = ${raw(row)}."messageId" AND ${dialect.isOneOf('o."tagId"', tagIds)})`

/** Places that hold this tag together with one of the others. */
export async function countShared(tx: Tx, tagId: string, otherIds: readonly string[]): Promise<number> {
  return count(
    tx,
    sql`SELECT COUNT(*) AS n FROM "ExampleTag" s WHERE s."tagId" = ${tagId} AND ${sharesWith('s', otherIds)}`,
  )
}

/** Places that hold two or more tags of the group. */
export async function countDoubled(tx: Tx, groupId: string): Promise<number> {
  return count(
    tx,
    sql`SELECT COUNT(*) AS n FROM (
      SELECT 1 FROM "ExampleTag" et JOIN "Tag" t ON t.id = et."tagId"
      WHERE t."groupId" = ${groupId} AND t."deletedAt" IS NULL
      GROUP BY et."exampleId", et."messageId" HAVING COUNT(*) > 1) doubled`,
  )
}

/**
 * Puts `intoId` wherever `sourceId` is, marked so that it can be taken away again. Places that hold one of `otherIds`
 * (of an exclusive group) keep that one.
 */
export async function copyTagTo(
  tx: Tx,
  sourceId: string,
  intoId: string,
  otherIds: readonly string[],
): Promise<{ changed: number; kept: number }> {
  const total = await tx.exampleTag.count({ where: { tagId: sourceId } })
  const both = await countShared(tx, sourceId, [intoId])
  const changed = await runSql(
    tx,
    sql`INSERT INTO "ExampleTag" ("exampleId", "tagId", "messageId", "viaTagId")
      SELECT s."exampleId", ${intoId}, s."messageId", ${sourceId} FROM "ExampleTag" s
      WHERE s."tagId" = ${sourceId} AND NOT ${sharesWith('s', otherIds)} ON CONFLICT DO NOTHING`,
  )
  return { changed, kept: total - both - changed }
}

/** Takes away what the merge of `sourceId` put on examples, but for what another merge would have put there too. */
export async function uncopyTag(tx: Tx, sourceId: string, intoId: string): Promise<void> {
  const another = sql`SELECT s."tagId" FROM "ExampleTag" s JOIN "Tag" t ON t.id = s."tagId"
    WHERE t."mergedIntoId" = ${intoId} AND t.id <> ${sourceId}
      AND s."exampleId" = "ExampleTag"."exampleId" AND s."messageId" = "ExampleTag"."messageId"`
  await runSql(
    tx,
    sql`UPDATE "ExampleTag" SET "viaTagId" = (${another} LIMIT 1)
      WHERE "tagId" = ${intoId} AND "viaTagId" = ${sourceId} AND EXISTS (${another})`,
  )
  await tx.exampleTag.deleteMany({ where: { tagId: intoId, viaTagId: sourceId } })
}

/** Takes the tag from places that hold one of the others; how many. */
export async function yieldPlaces(tx: Tx, tagId: string, otherIds: readonly string[]): Promise<number> {
  return runSql(
    tx,
    sql`DELETE FROM "ExampleTag" WHERE "tagId" = ${tagId} AND ${sharesWith('"ExampleTag"', otherIds)}`,
  )
}

async function count(tx: Tx, statement: Sql): Promise<number> {
  const [row] = await selectSql<{ n: bigint }>(tx, statement)
  return Number(row?.n ?? 0)
}

/** Only what was given: Prisma refuses undefined, which would mean "leave as it is" by accident. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
