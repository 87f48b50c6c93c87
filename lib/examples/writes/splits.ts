import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { runSql } from '@/lib/db/run'
import { type Side, sides } from '@/lib/splits/words'

export type SplitOfExample = { id: number; split: Side | null }

/** Gives at most 500 examples of a dataset their side (null takes it away); neither a revision nor an edit. */
export async function setSplits(tx: Tx, datasetId: string, rows: SplitOfExample[]): Promise<void> {
  for (const split of [...sides, null]) {
    const ids = rows.filter((row) => row.split === split).map(({ id }) => id)
    if (ids.length === 0) continue
    // raw: a bound value per row would meet SQLite's limit. The dataset is compared as an expression, so that the
    // rows are found by their ids and no dataset is walked.
    await runSql(
      tx,
      sql`UPDATE "Example" SET "split" = ${split === null ? raw('NULL') : split}
        WHERE ${dialect.isOneOf('"id"', ids)} AND "datasetId" || '' = ${datasetId}`,
    )
  }
}

/** Takes the side of at most `limit` examples that have one, from number `after` on; the last number, null at the end. */
export async function clearSplits(
  tx: Tx,
  datasetId: string,
  after: number,
  limit = 500,
): Promise<number | null> {
  const rows = await tx.example.findMany({
    where: { datasetId, split: { not: null }, number: { gt: after } },
    orderBy: { number: 'asc' },
    take: limit,
    select: { id: true, number: true },
  })
  await setSplits(
    tx,
    datasetId,
    rows.map(({ id }) => ({ id, split: null })),
  )
  return rows.at(-1)?.number ?? null
}
