import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { addAuditEvent } from '@/lib/audit/writes'
import { jobsAtOnce } from '@/lib/checks/threads'
import { endCheckRun, setCheckProgress } from '@/lib/checks/writes'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { mapDatabaseError } from '@/lib/db/errors'
import { newId } from '@/lib/db/ids'
import { breathe } from '@/lib/db/reader'
import { selectSql } from '@/lib/db/run'
import { byBytes } from '@/lib/exports/reader'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { persist } from '../import/persist'
import { isIdle, startJob } from '../room'
import { isChangedInBulk } from './is-changed-in-bulk'
import { makeFindings } from './make'

export type CheckRunJob = { runId: string; datasetId: string }

const rowsAtOnce = 250
const bytesAtOnce = 500_000
const tellMs = 1_000
const restMs = 500

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
      WHERE EXISTS (SELECT 1 FROM "CheckDue" c WHERE c."datasetId" = d."id")`,
  )
  for (const { datasetId } of rows) if (await isIdle(checkQueue(datasetId))) void checkDue(datasetId)
}

async function runChecks({ runId, datasetId }: CheckRunJob, signal: AbortSignal): Promise<void> {
  const run = await db().checkRun.findUnique({ where: { id: runId } })
  if (run?.state !== 'running') return
  let end: 'done' | 'cancelled' | 'failed' = 'done'
  let message: string | undefined
  try {
    let { looked } = run
    await inBatches((after) => readNext(datasetId, after), datasetId, signal, {
      from: run.upTo,
      onDone: async (count, upTo) => {
        looked += count
        await persist((tx) => setCheckProgress(tx, runId, { looked, upTo }))
      },
    })
    await checkAllDue(datasetId, signal)
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

async function checkAllDue(datasetId: string, signal: AbortSignal): Promise<void> {
  // again: what came due behind the place where it was
  while ((await inBatches((after) => readDue(datasetId, after), datasetId, signal)) > 0);
}

type Next = { id: number; at: number; bytes: number }

/** How many were read, in the order of `at`; some batches are under way at once, so that no thread waits. */
async function inBatches(
  read: (after: number) => Promise<Next[]>,
  datasetId: string,
  signal: AbortSignal,
  { from = 0, onDone }: { from?: number; onDone?: (count: number, upTo: number) => Promise<void> } = {},
): Promise<number> {
  let toldAt = Date.now()
  let seen = 0
  let under: Promise<void>[] = []
  for (let after = from; ; ) {
    const rows = await read(after)
    for (const batch of byBytes(rows, bytesAtOnce)) {
      while (!signal.aborted && (await isChangedInBulk(datasetId))) await sleep(restMs)
      signal.throwIfAborted()
      if (under.length >= jobsAtOnce / 2) await under.shift()
      // those before it have ended: what one says of how far it came holds for them too
      const before = under.at(-1) ?? Promise.resolve()
      const made = makeFindings(
        datasetId,
        batch.map(({ id }) => id),
        'later',
      )
      const own = Promise.all([made, before]).then(() => onDone?.(batch.length, batch.at(-1)!.at))
      own.catch(() => {})
      under = [...under, own]
      seen += batch.length
      if (Date.now() - toldAt < tellMs) continue
      toldAt = Date.now()
      tell(datasetId)
    }
    const last = rows.at(-1)
    if (!last) break
    after = last.at
    await breathe()
  }
  await Promise.all(under)
  if (seen > 0) tell(datasetId)
  return seen
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
async function readDue(datasetId: string, after: number): Promise<Next[]> {
  return toNext(
    await selectSql<Next>(
      db(),
      sql`SELECT d."exampleId" AS "id", d."exampleId" AS "at", coalesce(max(${size}), 0) AS "bytes" FROM "CheckDue" d
        LEFT JOIN "Example" e ON e."id" = d."exampleId"
        WHERE d."datasetId" = ${datasetId} AND d."exampleId" > ${after}
          AND NOT EXISTS (SELECT 1 FROM "TokensDue" t WHERE t."exampleId" = d."exampleId")
        GROUP BY d."exampleId" ORDER BY d."exampleId" LIMIT ${rowsAtOnce}`,
    ),
  )
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
