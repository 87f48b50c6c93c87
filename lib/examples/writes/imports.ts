import 'server-only'
import { insertOpenRows, insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { runSql } from '@/lib/db/run'
import { addPairs, removePairs } from '@/lib/db/search-table'
import { exampleColumns, type toRow } from '../row'

/** Stores at most 500 rows that `toRow` made, with their search rows. */
export async function insertExampleRows(
  tx: Tx,
  datasetId: string,
  rows: ReturnType<typeof toRow>[],
): Promise<void> {
  await insertRows(
    tx,
    'Example',
    [...exampleColumns],
    rows.map((row) => row.cells),
  )
  await addPairs(tx, datasetId, rows)
}

export type OpenExample = { open: string; number: number; pairs: string }

/** Stores at most 500 rows that a worker made ready, with their search rows. */
export async function insertOpenExamples(tx: Tx, datasetId: string, rows: OpenExample[]): Promise<void> {
  await insertOpenRows(
    tx,
    'Example',
    exampleColumns,
    rows.map(({ open, number }) => ({ open, last: number })),
  )
  await addPairs(tx, datasetId, rows)
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
