import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { runSql, selectSql } from '@/lib/db/run'

/**
 * Says of the next examples that hold a tag, on themselves or on a message, that they changed at a time, without a
 * revision. The id to go on after; null at the end.
 */
export async function touchTagged(
  tx: Tx,
  tagId: string,
  at: Date,
  after: number,
  limit: number,
): Promise<number | null> {
  const rows = await selectSql<{ id: number | bigint }>(
    tx,
    sql`SELECT DISTINCT t."exampleId" AS "id" FROM "ExampleTag" t
      WHERE t."tagId" = ${tagId} AND t."exampleId" > ${after} ORDER BY t."exampleId" LIMIT ${limit}`,
  )
  const ids = rows.map(({ id }) => Number(id))
  await runSql(
    tx,
    sql`UPDATE "Example" SET "updatedAt" = ${dialect.time(at)}
      WHERE ${dialect.isOneOf('"id"', ids)} AND "updatedAt" < ${dialect.time(at)}`,
  )
  return ids.length < limit ? null : ids.at(-1)!
}
