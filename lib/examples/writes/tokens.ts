import 'server-only'
import { type Cell, deleteRows, updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { sql } from '@/lib/db/dialect'
import { runSql } from '@/lib/db/run'

/** Notes that the tokens of these examples are estimates: those numbered `from` to before `to`. */
export async function addTokensDue(
  tx: Tx,
  { datasetId, importId, from, to }: { datasetId: string; importId: string; from: number; to: number },
): Promise<void> {
  await runSql(
    tx,
    sql`INSERT INTO "TokensDue" ("exampleId", "datasetId")
      SELECT e."id", e."datasetId" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."number" >= ${from} AND e."number" < ${to}
        AND e."importId" || '' = ${importId} ON CONFLICT DO NOTHING`,
  )
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

/** Nothing is due of these any more. */
export const dropTokensDue = (tx: Tx, exampleIds: number[]): Promise<void> =>
  deleteRows(
    tx,
    'TokensDue',
    ['exampleId'],
    exampleIds.map((id) => [id]),
  )
