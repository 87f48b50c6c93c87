import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import { clusterPairs, type MemberCluster } from './clusters'

/** Reads by a statement: a transaction's, or a snapshot's page. */
export type Select = <Row>(statement: Sql) => Promise<Row[]>

export type StoredPair = { lowId: number; highId: number; alike: number }

const decided = sql`SELECT 1 FROM "DuplicateDecision" d
  JOIN "DuplicateSketch" x ON x."exampleId" = d."lowId" AND x."textHash" = d."lowText"
  JOIN "DuplicateSketch" y ON y."exampleId" = d."highId" AND y."textHash" = d."highText"
  WHERE d."lowId" = p."lowId" AND d."highId" = p."highId"`

const pairsAtOnce = 5_000

/** Pairs of a dataset from this likeness on, but for those that somebody told apart, in pages. */
export async function* eachPair(
  select: Select,
  datasetId: string,
  least: number,
): AsyncGenerator<StoredPair[]> {
  let after: StoredPair | undefined
  for (;;) {
    const from: Sql = after ? sql`AND (p."lowId", p."highId") > (${after.lowId}, ${after.highId})` : raw('')
    const page: StoredPair[] = await select<StoredPair>(
      sql`SELECT p."lowId", p."highId", p."alike" FROM "DuplicatePair" p
        WHERE p."datasetId" = ${datasetId} AND p."alike" >= ${least} ${from} AND NOT EXISTS (${decided})
        ORDER BY p."lowId", p."highId" LIMIT ${pairsAtOnce}`,
    )
    if (page.length > 0)
      yield page.map((p) => ({ lowId: Number(p.lowId), highId: Number(p.highId), alike: Number(p.alike) }))
    after = page.at(-1)
    if (page.length < pairsAtOnce) return
  }
}

/** Examples that are new, or say something else than when they were compared; also those in the trash. */
export async function countDue(select: Select, datasetId: string): Promise<number> {
  const [row] = await select<{ n: number | bigint }>(
    sql`SELECT COUNT(*) AS "n" FROM "Example" e LEFT JOIN "DuplicateSketch" s ON s."exampleId" = e."id"
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)}
        AND (s."exampleId" IS NULL OR s."contentHash" <> e."contentHash")`,
  )
  return Number(row?.n ?? 0)
}

/** By which threshold the pairs stand that are kept; null before the first comparison. */
export async function readThreshold(select: Select, datasetId: string): Promise<number | null> {
  const [row] = await select<{ threshold: number }>(
    sql`SELECT r."threshold" FROM "DuplicateRun" r WHERE r."datasetId" = ${datasetId} AND r."state" = 'done'
      ORDER BY r."startedAt" DESC, r."id" DESC LIMIT 1`,
  )
  return row ? Number(row.threshold) : null
}

const idsAtOnce = 5_000

/** Clusters of near-duplicates among what is neither in the trash nor excluded, by their smallest number. */
export async function readClusters(
  select: Select,
  datasetId: string,
  threshold: number,
): Promise<MemberCluster[]> {
  const pairs: StoredPair[] = []
  for await (const page of eachPair(select, datasetId, threshold)) pairs.push(...page)
  const ids = [...new Set(pairs.flatMap(({ lowId, highId }) => [lowId, highId]))]
  const numbers = new Map<number, number>()
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const rows = await select<{ id: number; number: number }>(
      sql`SELECT e."id", e."number" FROM "Example" e
        WHERE ${dialect.isOneOf('e."id"', ids.slice(at, at + idsAtOnce))}
          AND e."visible" = ${raw(dialect.yes)} AND e."trashedAt" IS NULL AND e."status" <> 'excluded'`,
    )
    for (const { id, number } of rows) numbers.set(Number(id), Number(number))
  }
  return clusterPairs(
    pairs.flatMap(({ lowId, highId, alike }) => {
      const [low, high] = [numbers.get(lowId), numbers.get(highId)]
      return low === undefined || high === undefined ? [] : [{ low, high, alike }]
    }),
  )
}
