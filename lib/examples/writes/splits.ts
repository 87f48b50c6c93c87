import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { Side } from '@/lib/splits/schema'

export type SplitOfExample = { id: number; split: Side | null }

/** Gives at most 500 examples of a dataset their side (null takes it away); neither a revision nor an edit. */
export async function setSplits(tx: Tx, datasetId: string, rows: SplitOfExample[]): Promise<void> {
  for (const split of ['train', 'test', null] as const) {
    const ids = rows.filter((row) => row.split === split).map(({ id }) => id)
    if (ids.length === 0) continue
    // one JSON parameter: a bound value per row would meet SQLite's limit. The plus keeps it from walking the dataset.
    await tx.$executeRaw`
      UPDATE "Example" SET split = ${split}
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND +"datasetId" = ${datasetId}`
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
