import 'server-only'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import type { DueTable } from '@/lib/examples/writes/due'

const rowsPerStep = 500
const bytesPerStep = 2_000_000

/** `bytes` of its text; null where the example has gone. */
export type Due = { id: number; datasetId: string; bytes: number | null }

/** `next()` gives the next examples of which something is due, about 2 MB of them; none are left where it gives none. */
export function createDueList(table: DueTable) {
  // behind the last ones: PostgreSQL would walk past all that were dropped just now, each time
  let after = 0
  return {
    async next(): Promise<Due[]> {
      let due = await listDue(table, after)
      if (due.length === 0 && after > 0) due = await listDue(table, 0)
      after = due.at(-1)?.id ?? 0
      return due
    },
  }
}

async function listDue(table: DueTable, after: number): Promise<Due[]> {
  const rows = await selectSql<Due>(
    db(),
    sql`SELECT d."exampleId" AS "id", d."datasetId", ${raw(dialect.byteLength('e."text"'))} AS "bytes"
      FROM ${raw(`"${table}"`)} d LEFT JOIN "Example" e ON e."id" = d."exampleId"
      WHERE d."exampleId" > ${after} ORDER BY d."exampleId" LIMIT ${rowsPerStep}`,
  )
  let bytes = 0
  return rows
    .map((row) => ({ ...row, id: Number(row.id) }))
    .filter((row, i) => {
      bytes += Number(row.bytes ?? 0)
      return i === 0 || bytes <= bytesPerStep
    })
}

/** What stands there of these examples. */
export const readDue = (due: readonly Due[]): Promise<{ id: number; revision: number; text: string }[]> =>
  selectSql(
    db(),
    sql`SELECT e."id", e."revision", e."text" FROM "Example" e
      WHERE ${dialect.isOneOf(
        'e."id"',
        due.map(({ id }) => id),
      )}`,
  )
