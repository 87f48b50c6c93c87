import 'server-only'
import { type Cell, insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { runSql } from '@/lib/db/run'
import { removePairs } from '@/lib/db/search-table'
import { exampleColumns } from '../row'

/** Stores at most 500 rows that `toCells` made, each with its number behind. */
export const insertExampleRows = (tx: Tx, rows: Cell[][]): Promise<void> =>
  insertRows(tx, 'Example', exampleColumns, rows)

export type HiddenRange = { datasetId: string; importId: string; from: number; to: number }

/**
 * Shows the rows of a complete import whose hidden (negative) numbers are `from` to before `to`, under their final
 * numbers: `shift` higher. They count as changed now: whoever looked before has not seen them. How many there were.
 */
export async function showImportedExamples(tx: Tx, range: HiddenRange, shift: number): Promise<number> {
  const { datasetId, importId, from, to } = range
  // the import is compared as an expression, so that the index of numbers finds the rows, not that of imports
  return runSql(
    tx,
    sql`UPDATE "Example" SET "number" = "number" + ${shift}, "visible" = ${raw(dialect.yes)},
        "updatedAt" = ${dialect.time(new Date())}
      WHERE "datasetId" = ${datasetId} AND "number" >= ${from} AND "number" < ${to}
        AND "importId" || '' = ${importId}`,
  )
}

/**
 * Removes at most `limit` rows of an import that did not complete; how many there were. Hidden rows have no search rows,
 * but in a studio that an older build or a copy has made.
 */
export async function removeImportedExamples(tx: Tx, importId: string, limit: number): Promise<number> {
  const rows = await tx.example.findMany({
    where: { importId, visible: false },
    take: limit,
    select: { id: true },
  })
  const ids = rows.map(({ id }) => id)
  await removePairs(tx, ids)
  return runSql(tx, sql`DELETE FROM "Example" WHERE ${dialect.isOneOf('"id"', ids)}`)
}
