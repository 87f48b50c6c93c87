import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { factsOf } from '@/lib/checks/facts'
import { dropEmptyRanges, endCheckRun, setCheckProgress } from '@/lib/checks/writes'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { mapDatabaseError } from '@/lib/db/errors'
import { newId } from '@/lib/db/ids'
import { selectSql } from '@/lib/db/run'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { persist } from '../import/persist'
import { isIdle, startJob } from '../room'
import { inBatches, type Next } from './batches'
import { makeFindings } from './make'

export type CheckRunJob = { runId: string; datasetId: string }

/** The number from which a run that makes what is due alone begins. */
export const highestNumber = 2_147_483_647

const rowsAtOnce = 1_000
// of as many examples as an import shows in a step, or fewer
const rangesAtOnce = 1
/** So few are one batch. */
const fewRows = 100
const tellMs = 1_000

/** Of one dataset one thing is done after another. */
export const checkQueue = (datasetId: string): string => `checks ${datasetId}`

export const startCheckRun = (job: CheckRunJob): Promise<void> =>
  startJob(job.runId, checkQueue(job.datasetId), (signal) => runChecks(job, signal))

/**
 * Makes the findings that are due in a dataset, behind everything else. A new job each time: one that is about to end may
 * have overlooked the latest.
 */
export const checkDue = (datasetId: string): Promise<void> =>
  startJob(`checks due ${newId()}`, checkQueue(datasetId), (signal) => checkAllDue(datasetId, signal))

/** The same for every dataset in which something is due and nobody is at it. */
export async function checkDueEverywhere(): Promise<void> {
  const rows = await selectSql<{ datasetId: string }>(
    db(),
    sql`SELECT d."id" AS "datasetId" FROM "Dataset" d
      WHERE EXISTS (SELECT 1 FROM "CheckDue" c WHERE c."datasetId" = d."id")
        OR EXISTS (SELECT 1 FROM "CheckDueRange" r WHERE r."datasetId" = d."id")`,
  )
  for (const { datasetId } of rows) if (await isIdle(checkQueue(datasetId))) void checkDue(datasetId)
}

async function runChecks({ runId, datasetId }: CheckRunJob, signal: AbortSignal): Promise<void> {
  const run = await db().checkRun.findUnique({ where: { id: runId } })
  if (run?.state !== 'running') return
  let end: 'done' | 'cancelled' | 'failed' = 'done'
  let message: string | undefined
  try {
    const isWhole = run.upTo < highestNumber
    if (isWhole) await checkAll(run, signal)
    await checkAllDue(datasetId, signal, isWhole ? { isChecked: true } : { progress: progressOf(run) })
  } catch (error) {
    // goes on at the next start, from where it is
    if (signal.aborted && signal.reason === 'shutdown') return
    end = signal.aborted ? 'cancelled' : 'failed'
    message = signal.aborted ? undefined : reasonOf(error, runId)
  }
  await persist(async (tx) => {
    if (!(await endCheckRun(tx, runId, end, message))) return
    await addAuditEvent(tx, { actorId: run.userId, action: `checks.${end}`, datasetId, target: runId })
  })
  tell(datasetId)
}

type Run = { id: string; datasetId: string; looked: number; upTo: number }

/** All of them; those that share a key with others become due. */
async function checkAll(run: Run, signal: AbortSignal): Promise<void> {
  const { datasetId } = run
  const facts = await factsOf(db(), datasetId)
  const progress = progressOf(run)
  let { looked } = run
  const onDone = async (count: number, upTo: number) => {
    looked += count
    await progress(looked, upTo)
  }
  const read = (after: number) => readNext(datasetId, after)
  const work = (ids: number[]) => makeFindings(datasetId, ids, { queue: 'later', facts, defers: true })
  await inBatches(datasetId, { read, work, from: run.upTo, onDone }, signal)
}

type Progress = (looked: number, upTo: number) => Promise<void>

/** Writes down and tells how far a run is, once a second. */
function progressOf({ id, datasetId }: Run): Progress {
  let toldAt = Date.now()
  return async (looked, upTo) => {
    if (Date.now() - toldAt < tellMs) return
    toldAt = Date.now()
    await persist((tx) => setCheckProgress(tx, id, { looked, upTo }))
    tell(datasetId)
  }
}

/** `isChecked`: what all of them bring is known, and none waits for others. */
async function checkAllDue(
  datasetId: string,
  signal: AbortSignal,
  { isChecked = false, progress }: { isChecked?: boolean; progress?: Progress } = {},
): Promise<void> {
  let looked = 0
  let toldAt = Date.now()
  const onDone = async (count: number) => {
    looked += count
    await progress?.(looked, highestNumber)
    if (Date.now() - toldAt < tellMs) return
    toldAt = Date.now()
    tell(datasetId)
  }
  const facts = await factsOf(db(), datasetId)
  for (const read of [readDueOfRanges, readDue].map((one) => (after: number) => one(datasetId, after))) {
    let defers = !isChecked && (await read(0)).length > fewRows
    const work = (ids: number[]) => makeFindings(datasetId, ids, { queue: 'later', facts, defers })
    // again: what came due behind the place where it was, or is held against others
    while ((await inBatches(datasetId, { read, work, onDone }, signal)) > 0) {
      defers = false
      tell(datasetId)
    }
  }
  await persist((tx) => dropEmptyRanges(tx, datasetId))
}

const size = raw(dialect.byteLength('e."text"'))

async function readNext(datasetId: string, after: number): Promise<Next[]> {
  return toNext(
    await selectSql<Next>(
      db(),
      sql`SELECT e."id", e."number" AS "at", ${size} AS "bytes" FROM ${raw(dialect.inOrderOf('number'))}
        WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."number" > ${after}
        ORDER BY e."number" LIMIT ${rowsAtOnce}`,
    ),
  )
}

// what an import has left to be counted changes once more: whoever counts it comes here behind it
const isCounted = (id: string) => raw(`NOT EXISTS (SELECT 1 FROM "TokensDue" t WHERE t."exampleId" = ${id})`)

async function readDue(datasetId: string, after: number): Promise<Next[]> {
  const rows = await selectSql<Next>(
    db(),
    sql`SELECT d."exampleId" AS "id", d."exampleId" AS "at", coalesce(max(${size}), 0) AS "bytes" FROM "CheckDue" d
      LEFT JOIN "Example" e ON e."id" = d."exampleId"
      WHERE d."datasetId" = ${datasetId} AND d."exampleId" > ${after} AND ${isCounted('d."exampleId"')}
      GROUP BY d."exampleId" ORDER BY d."exampleId" LIMIT ${rowsAtOnce}`,
  )
  return toNext(rows)
}

/** What the next ranges hold; `at` is where these end. */
async function readDueOfRanges(datasetId: string, after: number): Promise<Next[]> {
  for (let from = after; ; ) {
    const ranges = await db().checkDueRange.findMany({
      where: { datasetId, fromNumber: { gt: from } },
      orderBy: { fromNumber: 'asc' },
      take: rangesAtOnce,
      select: { fromNumber: true, toNumber: true },
    })
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (!first || !last) return []
    const rows = await selectSql<Next>(
      db(),
      sql`SELECT e."id", ${last.toNumber} AS "at", ${size} AS "bytes" FROM ${raw(dialect.inOrderOf('number'))}
        WHERE e."datasetId" = ${datasetId} AND e."number" >= ${first.fromNumber} AND e."number" <= ${last.toNumber}
          AND e."visible" = ${raw(dialect.yes)} AND ${isCounted('e."id"')}
          AND EXISTS (SELECT 1 FROM "CheckDueRange" r WHERE r."datasetId" = ${datasetId}
            AND r."fromNumber" <= e."number" AND r."toNumber" >= e."number")
        ORDER BY e."number"`,
    )
    if (rows.length > 0) return toNext(rows)
    from = last.toNumber
  }
}

const toNext = (rows: Next[]): Next[] =>
  rows.map(({ id, at, bytes }) => ({ id: Number(id), at: Number(at), bytes: Number(bytes) }))

const tell = (datasetId: string): void =>
  publish([{ type: 'findings', datasetId, number: null, actorId: 'local' }])

function reasonOf(error: unknown, runId: string): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { checks: runId })
  return 'internal'
}
