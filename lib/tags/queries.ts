import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { tagGroupsOf } from './read'
import type { DeletedTags, TagGroup } from './schema'

/** Groups with their tags in order, each tag with the number of examples that hold it. */
export async function listTagGroups(actor: Actor, datasetId: string): Promise<TagGroup[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const groups = await tagGroupsOf(db(), datasetId)
  const counts = await countHolders(datasetId)
  return groups.map((group) => ({
    ...group,
    tags: group.tags.map((tag) => ({ ...tag, count: counts.get(tag.id) ?? 0 })),
  }))
}

/** Deleted groups and tags, newest first; tags that went with their group are counted there. */
export async function listDeletedTags(actor: Actor, datasetId: string): Promise<DeletedTags> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const newestFirst = [{ deletedAt: 'desc' }, { id: 'asc' }] as const
  const groups = await db().tagGroup.findMany({
    where: { datasetId, deletedAt: { not: null } },
    orderBy: [...newestFirst],
    select: { id: true, name: true, deletedAt: true, tags: { select: { deletedAt: true } } },
  })
  const tags = await db().tag.findMany({
    where: { datasetId },
    orderBy: [...newestFirst],
    select: { id: true, groupId: true, name: true, deletedAt: true, mergedIntoId: true },
  })
  const gone = new Set(groups.map((group) => group.id))
  const nameOf = new Map(tags.map((tag) => [tag.id, tag.name]))
  return {
    groups: groups.map(({ id, name, deletedAt, tags }) => ({
      id,
      name,
      deletedAt: deletedAt!.toISOString(),
      tags: tags.filter((tag) => tag.deletedAt?.getTime() === deletedAt!.getTime()).length,
    })),
    tags: tags
      .filter((tag) => tag.deletedAt && !gone.has(tag.groupId))
      .map(({ id, groupId, name, deletedAt, mergedIntoId }) => ({
        id,
        groupId,
        name,
        deletedAt: deletedAt!.toISOString(),
        mergedInto: mergedIntoId === null ? null : { id: mergedIntoId, name: nameOf.get(mergedIntoId) ?? '' },
      })),
  }
}

// Raw: Prisma can't count distinct examples per tag. The examples come from an index that covers them, in the order
// of the tags' primary key: looking each one up by its id is five times slower.
async function countHolders(datasetId: string): Promise<Map<string, number>> {
  const rows = await selectSql<{ tagId: string; n: bigint }>(
    db(),
    sql`SELECT et."tagId", COUNT(DISTINCT et."exampleId") AS n
      FROM "Example" e JOIN "ExampleTag" et ON et."exampleId" = e."id"
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."trashedAt" IS NULL
      GROUP BY et."tagId"`,
  )
  return new Map(rows.map((row) => [row.tagId, Number(row.n)]))
}
