import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import type { Status } from '@/lib/examples/schema'
import type { Profile } from './profile'
import { selectProfiles } from './profile-sql'

// The counters are exact at every moment: what is due is taken out as it was counted and added as it is now, in the
// one statement that also reads the counters, so that it sees one state of the database.

/** So many changes waiting to be counted slow a read down by a millisecond or two. */
const fewDue = 64

const isDue = (example: string, of: Sql) =>
  sql`${raw(example)} IN (SELECT d."exampleId" FROM "CountDue" d WHERE ${of})`

export const isCounted = raw(`e."visible" = ${dialect.yes} AND e."trashedAt" IS NULL`)

type Counted = { profiles: (Profile & { n: number })[]; isBehind: boolean }

/** Profiles of all that the unfiltered chart counts; `isBehind` where it's worth folding what is due. */
export async function readProfiles(tx: Tx, datasetId: string): Promise<Counted> {
  const due = isDue('e."id"', sql`d."datasetId" = ${datasetId}`)
  const counted = isDue('p."exampleId"', sql`d."datasetId" = ${datasetId}`)
  const rows = await read<{ trained: number; tags: string | null; n: bigint; due: bigint }>(
    tx,
    sql`SELECT "trained", "tags", SUM("n") AS "n", SUM("due") AS "due" FROM (
      SELECT c."trained", c."tags", c."n", 0 AS "due" FROM "ProfileCount" c
        WHERE c."datasetId" = ${datasetId} AND c."status" <> 'excluded'
      UNION ALL SELECT p."trained", p."tags", -1, 1 FROM "ExampleProfile" p
        WHERE ${counted} AND p."status" <> 'excluded'
      UNION ALL SELECT e."trained", e."tags", 1, 1
        FROM (${selectProfiles(sql`${due} AND ${isCounted}`)}) e WHERE e."status" <> 'excluded'
    ) a GROUP BY "trained", "tags"`,
  )
  return {
    profiles: rows
      .map((row) => ({ trained: Number(row.trained), tags: row.tags ?? '', n: Number(row.n) }))
      .filter(({ n }) => n !== 0),
    isBehind: rows.reduce((sum, row) => sum + Number(row.due), 0) > fewDue,
  }
}

/** How many examples of each status these datasets hold outside the trash. */
export async function countByStatus(
  tx: Tx,
  datasetIds: readonly string[],
): Promise<Map<string, Map<Status, number>>> {
  const due = dialect.isOneOf('d."datasetId"', datasetIds)
  const rows = await read<{ datasetId: string; status: Status; n: bigint }>(
    tx,
    sql`SELECT "datasetId", "status", SUM("n") AS "n" FROM (
      SELECT c."datasetId", c."status", c."n" FROM "ProfileCount" c
        WHERE ${dialect.isOneOf('c."datasetId"', datasetIds)}
      UNION ALL SELECT p."datasetId", p."status", -1 FROM "ExampleProfile" p WHERE ${isDue('p."exampleId"', due)}
      UNION ALL SELECT e."datasetId", e."status", 1 FROM "Example" e WHERE ${isDue('e."id"', due)} AND ${isCounted}
    ) a GROUP BY "datasetId", "status"`,
  )
  const found = new Map<string, Map<Status, number>>()
  for (const { datasetId, status, n } of rows) {
    if (Number(n) === 0) continue
    const numbers = found.get(datasetId) ?? new Map<Status, number>()
    found.set(datasetId, numbers.set(status, Number(n)))
  }
  return found
}

/** How many examples a dataset holds outside the trash. */
export async function countTotal(tx: Tx, datasetId: string): Promise<number> {
  const numbers = (await countByStatus(tx, [datasetId])).get(datasetId) ?? new Map<Status, number>()
  return [...numbers.values()].reduce((sum, n) => sum + n, 0)
}

const read = <Row>(tx: Tx, query: Sql): Promise<Row[]> => tx.$queryRawUnsafe(query.sql, ...query.params)
