import 'server-only'
import { deleteRows, insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, type Sql, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import type { ComparisonState } from './words'

/** One transaction keeps everyone waiting. */
const pairsPerTransaction = 500

export async function addComparison(
  tx: Tx,
  row: { id: string; datasetId: string; userId: string; threshold: number },
): Promise<void> {
  await tx.duplicateRun.create({ data: { ...row, state: 'running' }, select: { id: true } })
}

export async function setComparisonProgress(
  tx: Tx,
  id: string,
  progress: { percent: number; looked: number },
): Promise<void> {
  await tx.duplicateRun.updateMany({ where: { id, state: 'running' }, data: progress })
}

/** Ends a running comparison; false where it had ended already. */
export async function endComparison(
  tx: Tx,
  id: string,
  end: { state: Exclude<ComparisonState, 'running' | 'superseded'>; looked?: number; message?: string },
): Promise<boolean> {
  const { count } = await tx.duplicateRun.updateMany({
    where: { id, state: 'running' },
    data: {
      state: end.state,
      message: end.message ?? null,
      finishedAt: new Date(),
      ...(end.state === 'done' ? { percent: 100 } : {}),
      ...(end.looked === undefined ? {} : { looked: end.looked }),
    },
  })
  return count === 1
}

export type NewSketch = {
  exampleId: number
  contentHash: string
  textHash: string
  length: number
  signatures: string
}

/** Puts at most 500 sketches in the place of those that were there. */
export async function setSketches(tx: Tx, datasetId: string, sketches: NewSketch[]): Promise<void> {
  const columns = ['contentHash', 'textHash', 'length', 'signatures', 'madeAt'] as const
  const at = sqlTime(new Date())
  await insertRows(
    tx,
    'DuplicateSketch',
    ['exampleId', 'datasetId', ...columns],
    sketches.map((s) => [s.exampleId, datasetId, s.contentHash, s.textHash, s.length, s.signatures, at]),
    `ON CONFLICT ("exampleId") DO UPDATE SET ${columns.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`,
  )
}

export type NewPair = { lowId: number; highId: number; alike: number }

/** Keeps at most 2,000 pairs as found by a comparison. */
export async function setPairs(tx: Tx, datasetId: string, runId: string, pairs: NewPair[]): Promise<void> {
  for (let at = 0; at < pairs.length; at += 500)
    await insertRows(
      tx,
      'DuplicatePair',
      ['lowId', 'highId', 'datasetId', 'alike', 'runId'],
      pairs.slice(at, at + 500).map(({ lowId, highId, alike }) => [lowId, highId, datasetId, alike, runId]),
      'ON CONFLICT ("lowId", "highId") DO UPDATE SET "alike" = excluded."alike", "runId" = excluded."runId"',
    )
}

/** Says that other pairs stand now than those that earlier comparisons of a dataset kept. */
export async function supersedeComparisons(tx: Tx, datasetId: string): Promise<void> {
  await tx.duplicateRun.updateMany({ where: { datasetId, state: 'done' }, data: { state: 'superseded' } })
}

export type PairKey = { lowId: number; highId: number }

/** Drops at most 500 pairs that earlier comparisons found in a dataset, after this one; the last of them, null at the end. */
export async function dropFormerPairs(
  tx: Tx,
  { datasetId, runId }: { datasetId: string; runId: string },
  after: PairKey | null,
): Promise<PairKey | null> {
  const { lowId, highId } = after ?? { lowId: 0, highId: 0 }
  return dropPairs(
    tx,
    sql`"datasetId" = ${datasetId} AND "runId" <> ${runId} AND ("lowId", "highId") > (${lowId}, ${highId})
      ORDER BY "lowId", "highId"`,
  )
}

/** Drops at most 500 pairs that earlier comparisons found of these examples; null where there are no more. */
export async function dropPairsOf(tx: Tx, runId: string, exampleIds: number[]): Promise<PairKey | null> {
  // two statements: one with OR would walk the dataset
  const isFormer = sql`"runId" <> ${runId}`
  return (
    (await dropPairs(tx, sql`${dialect.isOneOf('"lowId"', exampleIds)} AND ${isFormer}`)) ??
    (await dropPairs(tx, sql`${dialect.isOneOf('"highId"', exampleIds)} AND ${isFormer}`))
  )
}

async function dropPairs(tx: Tx, which: Sql): Promise<PairKey | null> {
  const found = await selectSql<PairKey>(
    tx,
    sql`SELECT "lowId", "highId" FROM "DuplicatePair" WHERE ${which} LIMIT ${pairsPerTransaction}`,
  )
  const keys = found.map(({ lowId, highId }) => ({ lowId: Number(lowId), highId: Number(highId) }))
  await deleteRows(
    tx,
    'DuplicatePair',
    ['lowId', 'highId'],
    keys.map(({ lowId, highId }) => [lowId, highId]),
  )
  return keys.at(-1) ?? null
}

export type NewDecision = { lowId: number; highId: number; lowText: string; highText: string }

export async function setDecisions(
  tx: Tx,
  datasetId: string,
  byId: string,
  decisions: NewDecision[],
): Promise<void> {
  const at = sqlTime(new Date())
  for (let from = 0; from < decisions.length; from += 500)
    await insertRows(
      tx,
      'DuplicateDecision',
      ['lowId', 'highId', 'datasetId', 'lowText', 'highText', 'byId', 'at'],
      decisions
        .slice(from, from + 500)
        .map((d) => [d.lowId, d.highId, datasetId, d.lowText, d.highText, byId, at]),
      `ON CONFLICT ("lowId", "highId") DO UPDATE SET "lowText" = excluded."lowText", "highText" = excluded."highText",
        "byId" = excluded."byId", "at" = excluded."at"`,
    )
}

export async function dropDecisions(tx: Tx, pairs: { lowId: number; highId: number }[]): Promise<void> {
  for (let from = 0; from < pairs.length; from += 500)
    await deleteRows(
      tx,
      'DuplicateDecision',
      ['lowId', 'highId'],
      pairs.slice(from, from + 500).map(({ lowId, highId }) => [lowId, highId]),
    )
}

/** Makes at most 500 examples due: nothing is known of them, what somebody decided aside. */
export async function forgetSketches(tx: Tx, exampleIds: number[]): Promise<void> {
  await deleteRows(
    tx,
    'DuplicateSketch',
    ['exampleId'],
    exampleIds.map((id) => [id]),
  )
}

/** After a purge: nothing that follows from what an example said. */
export async function forgetTexts(tx: Tx, exampleId: number): Promise<void> {
  await forgetSketches(tx, [exampleId])
  await tx.duplicateDecision.deleteMany({ where: { OR: [{ lowId: exampleId }, { highId: exampleId }] } })
}
