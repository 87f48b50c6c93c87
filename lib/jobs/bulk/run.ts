import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { authoriseDataset } from '@/lib/auth/authorise'
import { type Finder, openFinder } from '@/lib/bulk/finder'
import { permissionOf } from '@/lib/bulk/permission'
import { findRun, type Run } from '@/lib/bulk/read'
import type { BulkState } from '@/lib/bulk/schema'
import { endRun } from '@/lib/bulk/writes'
import { db } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { breathe } from '@/lib/db/reader'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { persist } from '../import/persist'
import type { StopReason } from '../room'
import { runBatch } from './batch'
import { collect } from './collect'
import type { BulkJob } from './job'
import { firstSize, nextSize } from './size'

const shutdown: StopReason = 'shutdown'
const tellMs = 1_000

/**
 * Brings a run to its end. What is done stays done, however it ends; a run that the process's end cuts off goes on at
 * the next start, with the examples whose turn had not come.
 */
export async function runBulk(job: BulkJob, signal: AbortSignal): Promise<void> {
  try {
    await work(job, signal)
  } catch (error) {
    if (signal.aborted && signal.reason === shutdown) return
    if (signal.aborted) await settle(job, 'cancelled')
    else await settle(job, 'failed', reasonOf(error, job.runId))
  }
  tell(job)
}

async function work(job: BulkJob, signal: AbortSignal): Promise<void> {
  let run = await findRun(db(), job.datasetId, job.runId)
  if (!run) return
  // its turn has come and gone: what still counts as running was cut off, and would wait behind this one
  if (run.undoOf) await settle({ ...job, runId: run.undoOf }, 'cancelled')
  if (run.state === 'collecting') await collect(run, job.actor, signal)
  const finder = !run.undoOf && run.action.type === 'replace' ? await openFinder('run', run.action) : null
  try {
    let size = firstSize
    let toldAt = 0
    for (;;) {
      signal.throwIfAborted()
      run = await findRun(db(), job.datasetId, job.runId)
      if (run?.state !== 'running') return
      if (run.cancelling) return await settle(job, 'cancelled')
      const { done, ms } = await step(job, run, finder, size)
      if (done) return await settle(job, 'done')
      size = nextSize(size, ms)
      if (Date.now() - toldAt >= tellMs) {
        toldAt = Date.now()
        tell(job)
      }
      await breathe()
    }
  } finally {
    await finder?.close()
  }
}

// asked anew each time: a role may be taken away while a long run works
async function step(job: BulkJob, run: Run, finder: Finder | null, size: number) {
  const facts = await authoriseDataset(job.actor, permissionOf(run.action), job.datasetId)
  return runBatch(job, run, facts, finder, size)
}

function tell({ datasetId, runId, actor }: BulkJob): void {
  publish([
    { type: 'bulk', datasetId, runId, actorId: actor.id },
    { type: 'examples', datasetId, actorId: actor.id },
  ])
}

/** Says how a run ended; examples whose turn did not come stay as they are. */
async function settle(
  { runId, datasetId, actor }: BulkJob,
  state: Extract<BulkState, 'done' | 'cancelled' | 'failed'>,
  message?: string,
): Promise<void> {
  await persist(async (tx) => {
    if (!(await endRun(tx, runId, { state, message }))) return
    const run = await findRun(tx, datasetId, runId)
    const details = { state, total: run?.total, changed: run?.changed, skipped: run?.skipped }
    await addAuditEvent(tx, { actorId: actor.id, action: 'bulk.end', datasetId, target: runId, details })
  })
}

/** The reason whose sentence a person reads; a defect is logged whole, and is `internal`. */
function reasonOf(error: unknown, runId: string): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { bulk: runId })
  return 'internal'
}
