import 'server-only'
import { insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { runSql, selectSql } from '@/lib/db/run'
import { addPairs, removePairs } from '@/lib/db/search-table'
import { exampleColumns, type toRow } from '../row'

/** A new example's columns, in the order of `exampleColumns`, and the pairs for its search row. */
export type ReadyRow = Pick<ReturnType<typeof toRow>, 'cells' | 'pairs' | 'number'>

/** Stores at most 500 rows that `toRow` or `toCells` made, their numbers without a gap, with their search rows. */
export async function insertExampleRows(tx: Tx, datasetId: string, rows: readonly ReadyRow[]): Promise<void> {
  if (rows.length === 0) return
  await insertRows(
    tx,
    'Example',
    exampleColumns,
    rows.map((row) => row.cells),
  )
  const numbers = rows.map(({ number }) => number)
  const stored = await selectSql<{ id: number; number: number }>(
    tx,
    sql`SELECT "id", "number" FROM "Example" WHERE "datasetId" = ${datasetId}
      AND "number" >= ${Math.min(...numbers)} AND "number" <= ${Math.max(...numbers)}`,
  )
  const idOf = new Map(stored.map(({ id, number }) => [Number(number), Number(id)]))
  await addPairs(
    tx,
    rows.map(({ number, pairs }) => [idOf.get(number)!, pairs]),
  )
}

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

/** Removes at most `limit` rows of an import that did not complete, with their search rows; how many there were. */
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
