import 'server-only'
import { insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
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
  // the search row carries the example's id, which only the number leads to; CROSS keeps SQLite from walking the
  // whole dataset and reading the parameter once for each of its rows
  const pairs = JSON.stringify(rows.map((row) => [row.number, row.pairs]))
  await tx.$executeRaw`
    INSERT INTO "ExampleSearch"(rowid, pairs)
    SELECT e.id, json_extract(j.value, '$[1]') FROM json_each(${pairs}) j
    CROSS JOIN "Example" e ON e."datasetId" = ${datasetId} AND e.number = json_extract(j.value, '$[0]')`
}

/**
 * Lets the search table hold more unmerged parts before it merges them: with SQLite's default of 4, single commits of
 * a long import take 100 ms. Kept in the database; the same again changes nothing.
 */
export async function easeSearchMerging(tx: Tx): Promise<void> {
  await tx.$executeRaw`INSERT INTO "ExampleSearch"("ExampleSearch", rank) VALUES ('automerge', 8)`
}

export type HiddenRange = { datasetId: string; importId: string; from: number; to: number }

/**
 * Shows the rows of a complete import whose hidden (negative) numbers are `from` to before `to`, under their final
 * numbers: `shift` higher. How many there were.
 */
export async function showImportedExamples(tx: Tx, range: HiddenRange, shift: number): Promise<number> {
  const { datasetId, importId, from, to } = range
  // the import is compared as an expression, so that the index of numbers finds the rows, not that of imports
  return tx.$executeRaw`
    UPDATE "Example" SET number = number + ${shift}, visible = 1
    WHERE "datasetId" = ${datasetId} AND number >= ${from} AND number < ${to}
      AND "importId" || '' = ${importId}`
}

/** Removes at most `limit` rows of an import that did not complete, with their search rows; how many there were. */
export async function removeImportedExamples(tx: Tx, importId: string, limit: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM "Example" WHERE "importId" = ${importId} AND visible = 0 LIMIT ${limit}`
  const ids = JSON.stringify(rows.map((row) => Number(row.id)))
  await tx.$executeRaw`DELETE FROM "ExampleSearch" WHERE rowid IN (SELECT value FROM json_each(${ids}))`
  await tx.$executeRaw`DELETE FROM "Example" WHERE id IN (SELECT value FROM json_each(${ids}))`
  return rows.length
}
