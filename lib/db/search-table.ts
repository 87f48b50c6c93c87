import 'server-only'
import type { Tx } from './client'
import { engine } from './engine'
import { withLongText } from './long-text'

// The search table is SQLite's own full-text table, or rows of PostgreSQL with an array of pairs: lib/query/pairs.ts
// makes the pairs, joined by blanks, for both.

/** Puts pairs in the place of those that examples had. */
export async function setPairs(
  tx: Tx,
  rows: readonly (readonly [exampleId: number, pairs: string])[],
): Promise<void> {
  if (rows.length === 0) return
  const list = JSON.stringify(rows)
  if (engine === 'postgresql') {
    await tx.$executeRaw`
      INSERT INTO "ExampleSearch" ("exampleId", "pairs")
      SELECT (j.row->>0)::integer, string_to_array(j.row->>1, ' ') FROM json_array_elements(${list}::json) AS j(row)
      ON CONFLICT ("exampleId") DO UPDATE SET "pairs" = EXCLUDED."pairs"`
    return
  }
  await tx.$executeRaw`
    DELETE FROM "ExampleSearch" WHERE rowid IN (SELECT json_extract(value, '$[0]') FROM json_each(${list}))`
  await tx.$executeRaw`
    INSERT INTO "ExampleSearch"(rowid, pairs)
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(${list})`
}

/** Adds the pairs of examples that were just stored, by their numbers. */
export async function addPairs(
  tx: Tx,
  datasetId: string,
  rows: readonly { number: number; pairs: string }[],
): Promise<void> {
  await withLongText(JSON.stringify(rows.map((row) => [row.number, row.pairs])), (list) =>
    engine === 'postgresql'
      ? tx.$executeRaw`
          INSERT INTO "ExampleSearch" ("exampleId", "pairs")
          SELECT e."id", string_to_array(j.row->>1, ' ') FROM json_array_elements(${list}::json) AS j(row)
          JOIN "Example" e ON e."datasetId" = ${datasetId} AND e."number" = (j.row->>0)::integer`
      : // the search row carries the example's id, which only the number leads to; CROSS keeps SQLite from walking the
        // whole dataset and reading the parameter once for each of its rows
        tx.$executeRaw`
          INSERT INTO "ExampleSearch"(rowid, pairs)
          SELECT e.id, json_extract(j.value, '$[1]') FROM json_each(${list}) j
          CROSS JOIN "Example" e ON e."datasetId" = ${datasetId} AND e.number = json_extract(j.value, '$[0]')`,
  )
}

/** Before the examples themselves go. PostgreSQL takes the rows away with them. */
export async function removePairs(tx: Tx, exampleIds: readonly number[]): Promise<void> {
  if (engine === 'postgresql') return
  const ids = JSON.stringify(exampleIds)
  await tx.$executeRaw`DELETE FROM "ExampleSearch" WHERE rowid IN (SELECT value FROM json_each(${ids}))`
}

/**
 * Lets SQLite's search table hold more unmerged parts before it merges them: with its default of 4, single commits of
 * a long import take 100 ms. Kept in the database; the same again changes nothing.
 */
export async function easeSearchMerging(tx: Tx): Promise<void> {
  if (engine === 'postgresql') return
  await tx.$executeRaw`INSERT INTO "ExampleSearch"("ExampleSearch", rank) VALUES ('automerge', 8)`
}
