import 'server-only'
import { type Cell, deleteRows, updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { runSql, selectSql } from '@/lib/db/run'
import { type SearchRow, setPairs } from '@/lib/db/search-table'

/** What an import leaves for later: search rows to be made, estimates of tokens to give way to counts. */
export const dueTables = ['SearchDue', 'TokensDue'] as const
export type DueTable = (typeof dueTables)[number]

/** Notes what is due of the examples of an import that are numbered `from` to before `to`. */
export async function addDue(
  tx: Tx,
  { datasetId, importId, from, to }: { datasetId: string; importId: string; from: number; to: number },
): Promise<void> {
  for (const table of dueTables)
    await runSql(
      tx,
      sql`INSERT INTO ${raw(`"${table}"`)} ("exampleId", "datasetId")
        SELECT e."id", e."datasetId" FROM "Example" e
        WHERE e."datasetId" = ${datasetId} AND e."number" >= ${from} AND e."number" < ${to}
          AND e."importId" || '' = ${importId} ON CONFLICT DO NOTHING`,
    )
}

/** Puts search rows in the place of those that examples had; none of these is due any more. */
export async function setSearchRows(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  await takeSearchDue(
    tx,
    rows.map(([id]) => id),
  )
  await setPairs(tx, rows)
}

/**
 * Adds the search rows of those where they are still due: whoever changed a text meanwhile has set its own. None of
 * `dueIds` is due any more, be its example there or not.
 */
export async function setDueSearchRows(
  tx: Tx,
  dueIds: readonly number[],
  rows: readonly SearchRow[],
): Promise<void> {
  const due = await takeSearchDue(tx, dueIds)
  await setPairs(
    tx,
    rows.filter(([id]) => due.has(id)),
  )
}

/** Which of these search rows were due; from here on none of them is. */
async function takeSearchDue(tx: Tx, exampleIds: readonly number[]): Promise<Set<number>> {
  if (exampleIds.length === 0) return new Set()
  const taken = await selectSql<{ id: number | bigint }>(
    tx,
    sql`DELETE FROM "SearchDue" WHERE ${dialect.isOneOf('"exampleId"', exampleIds)} RETURNING "exampleId" AS "id"`,
  )
  return new Set(taken.map(({ id }) => Number(id)))
}

export type CountedTokens = {
  id: number
  /** Which text was counted: a save that came meanwhile has counted its own. */
  revision: number
  strip: string
  tokens: number
  trainedTokens: number
  problems: string
  errors: number
}

/** Keeps what was counted of at most 500 examples; no revision, and nothing that anyone did. */
export async function storeTokens(tx: Tx, rows: CountedTokens[]): Promise<void> {
  const cells = rows.map((r): Cell[] => [
    r.id,
    r.revision,
    r.strip,
    r.tokens,
    r.trainedTokens,
    r.problems,
    r.errors,
  ])
  const columns = ['strip', 'tokens', 'trainedTokens', 'problems', 'errors']
  await updateRows(tx, 'Example', ['id', 'revision'], columns, cells)
}

/** The tokens of these are counted. */
export const dropTokensDue = (tx: Tx, exampleIds: number[]): Promise<void> =>
  deleteRows(
    tx,
    'TokensDue',
    ['exampleId'],
    exampleIds.map((id) => [id]),
  )
