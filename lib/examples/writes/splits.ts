import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import { runSql, selectSql } from '@/lib/db/run'
import { AppError } from '@/lib/result/app-error'
import { type Side, sides } from '@/lib/splits/words'

export type SplitOfExample = { id: number; split: Side | null }

/** Gives at most 500 examples of a dataset their side (null takes it away); neither a revision nor an edit. */
export async function setSplits(tx: Tx, datasetId: string, rows: SplitOfExample[]): Promise<void> {
  for (const split of [...sides, null]) {
    const ids = rows.filter((row) => row.split === split).map(({ id }) => id)
    if (ids.length === 0) continue
    await runSql(tx, sql`UPDATE "Example" SET "split" = ${orNull(split)} WHERE ${among(datasetId, ids)}`)
  }
}

export type ChangeOfSide = { id: number; from: Side | null; to: Side | null }

/**
 * The same of those that still have the side from which it was worked out, or the new one already.
 * @throws AppError `conflict` `sidesChanged` where one was given another side meanwhile
 */
export async function changeSplits(tx: Tx, datasetId: string, rows: ChangeOfSide[]): Promise<void> {
  for (const from of [...sides, null])
    for (const to of [...sides, null]) {
      const ids = rows.filter((row) => row.from === from && row.to === to).map(({ id }) => id)
      if (ids.length === 0) continue
      const own = among(datasetId, ids)
      await runSql(tx, sql`UPDATE "Example" SET "split" = ${orNull(to)} WHERE ${own} AND ${isSide(from)}`)
      const other = sql`SELECT count(*) AS "n" FROM "Example" WHERE ${own} AND NOT (${isSide(to)})`
      const [row] = await selectSql<{ n: bigint }>(tx, other)
      if (Number(row?.n) > 0) throw new AppError('conflict', 'sidesChanged')
    }
}

/** Gives examples back the side that they had, where they still have the one they were given since. */
export async function returnSplits(tx: Tx, datasetId: string, rows: ChangeOfSide[]): Promise<void> {
  for (const from of [...sides, null])
    for (const to of [...sides, null]) {
      const ids = rows.filter((row) => row.from === from && row.to === to).map(({ id }) => id)
      if (ids.length === 0 || from === to) continue
      const own = among(datasetId, ids)
      await runSql(tx, sql`UPDATE "Example" SET "split" = ${orNull(from)} WHERE ${own} AND ${isSide(to)}`)
    }
}

// a bound value per row would meet SQLite's limit. The dataset is compared as an expression, so that the rows are found
// by their ids and no dataset is walked.
const among = (datasetId: string, ids: number[]): Sql =>
  sql`${dialect.isOneOf('"id"', ids)} AND "datasetId" || '' = ${datasetId}`
const orNull = (side: Side | null) => (side === null ? raw('NULL') : side)
// never unknown, so that its contrary isn't
const isSide = (side: Side | null): Sql =>
  side === null ? raw('"split" IS NULL') : sql`COALESCE("split", '') = ${side}`

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
