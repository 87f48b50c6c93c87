import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { Side } from '@/lib/splits/schema'

export type SplitOfExample = { id: number; split: Side | null }

/** Gives at most 500 examples of a dataset their side (null takes it away); neither a revision nor an edit. */
export async function setSplits(tx: Tx, datasetId: string, rows: SplitOfExample[]): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(rows.map(({ id, split }) => [id, split]))
  // one JSON parameter: a bound value per row would meet SQLite's limit
  await tx.$executeRaw`
    UPDATE "Example" SET split = json_extract(j.value, '$[1]') FROM json_each(${json}) j
    WHERE "Example".id = json_extract(j.value, '$[0]') AND "Example"."datasetId" = ${datasetId}`
}

/** Takes the side of at most `limit` examples that have one, from id `afterId` on; the last id, null at the end. */
export async function clearSplits(
  tx: Tx,
  datasetId: string,
  afterId: number,
  limit = 500,
): Promise<number | null> {
  const rows = await tx.example.findMany({
    where: { datasetId, split: { not: null }, id: { gt: afterId } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  })
  await setSplits(
    tx,
    datasetId,
    rows.map(({ id }) => ({ id, split: null })),
  )
  return rows.at(-1)?.id ?? null
}
