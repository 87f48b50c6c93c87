import 'server-only'
import { insertRows } from './bulk'
import type { Tx } from './client'
import { engine } from './engine'
import { withLongText } from './ticket'

// The search table is SQLite's own full-text table, or rows of PostgreSQL with an array of pairs: lib/query/pairs.ts
// makes the pairs, joined by blanks, for both.

export type SearchRow = readonly [exampleId: number, pairs: string]

/** Puts pairs in the place of those that examples had. */
export async function setPairs(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  await removePairs(
    tx,
    rows.map(([id]) => id),
  )
  await addPairs(tx, rows)
}

/** Adds the pairs of examples that had none. */
export async function addPairs(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  if (rows.length === 0) return
  if (engine === 'sqlite')
    return insertRows(
      tx,
      'ExampleSearch',
      ['rowid', 'pairs'],
      rows.map((row) => [...row]),
    )
  await withLongText(
    JSON.stringify(rows),
    (list) => tx.$executeRaw`
      INSERT INTO "ExampleSearch" ("exampleId", "pairs")
      SELECT (j.row->>0)::integer, string_to_array(j.row->>1, ' ') FROM json_array_elements(${list}::json) AS j(row)
      ON CONFLICT ("exampleId") DO UPDATE SET "pairs" = EXCLUDED."pairs"`,
  )
}

/** Before the examples themselves go. PostgreSQL takes the rows away with them. */
export async function removePairs(tx: Tx, exampleIds: readonly number[]): Promise<void> {
  if (engine === 'postgresql' || exampleIds.length === 0) return
  const ids = JSON.stringify(exampleIds)
  await tx.$executeRaw`DELETE FROM "ExampleSearch" WHERE rowid IN (SELECT value FROM json_each(${ids}))`
}
