import 'server-only'
import type { Frame } from '@/lib/conversations/schema'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { percentilesOf } from './percentiles'
import { selectIn } from './read'

const mostRead = 2_000
const mostKept = 50
/** By dataset, with how many examples there were. */
const kept = new Map<string, { highest: number; tokens: readonly number[] }>()

/**
 * Tokens of the user's messages of a dataset by percentile, from at most 2,000 of its examples, spread evenly; read anew
 * once it has grown by a tenth.
 */
export async function userTokensOf(tx: Tx, datasetId: string): Promise<readonly number[] | undefined> {
  const [row] = await selectIn<{ highest: number | bigint | null }>(
    tx,
    sql`SELECT max(e."number") AS "highest" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."trashedAt" IS NULL`,
  )
  const highest = Number(row?.highest ?? 0)
  const known = kept.get(datasetId)
  if (known && highest >= known.highest && highest < known.highest * 1.1) return known.tokens
  const tokens = percentilesOf(await readUserTokens(tx, datasetId, Math.ceil(highest / mostRead)))
  if (!tokens) return undefined
  kept.delete(datasetId)
  kept.set(datasetId, { highest, tokens })
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  return tokens
}

async function readUserTokens(tx: Tx, datasetId: string, step: number): Promise<number[]> {
  const rows = await selectIn<{ strip: string }>(
    tx,
    sql`SELECT e."strip" FROM "Example" e WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)}
      AND e."trashedAt" IS NULL AND e."number" % ${Math.max(1, step)} = 0`,
  )
  return rows.flatMap(({ strip }) =>
    (JSON.parse(strip) as Frame[]).flatMap(([role, tokens]) => (role === 'u' ? [tokens] : [])),
  )
}
