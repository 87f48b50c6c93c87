import 'server-only'
import { mapDatabaseError } from '@/lib/db/errors'
import type { Counts } from '@/lib/imports/writes'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import type { StopReason } from '../room'
import type { ImportJob } from './job'
import { createProgress } from './progress'
import { readFile } from './read-file'
import { decideToKeep, takeBackImport } from './settle'
import { showRest } from './show'

const shutdown: StopReason = 'shutdown'

/** Nothing stays: what was read and neither rejected nor skipped is rolled back. */
export const rolledBack = (counts: Counts): Counts => ({
  ...counts,
  stored: 0,
  rolledBack: counts.lines - counts.rejected - counts.skipped,
})

/** The reason whose sentence a person reads; a defect is logged whole, and is `internal`. */
function reasonOf(error: unknown, importId: string): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { import: importId })
  return 'internal'
}

/** Runs an import to its end: kept and shown whole, or taken back whole. */
export async function runImport(job: ImportJob, signal: AbortSignal): Promise<void> {
  const progress = createProgress(job)
  const { counts } = progress
  let shift: number
  try {
    await readFile(job, progress, signal)
    if (counts.rejected > 0 && job.onError === 'abort')
      return await takeBackImport(job, { state: 'aborted', counts: rolledBack(counts) })
    signal.throwIfAborted()
    shift = await decideToKeep(job, counts, signal)
  } catch (error) {
    // where the process ends, the next start takes back what is there
    if (signal.aborted && signal.reason === shutdown) return
    const message = signal.aborted ? undefined : reasonOf(error, job.importId)
    const state = signal.aborted ? 'cancelled' : 'failed'
    return takeBackImport(job, { state, message, counts: rolledBack(counts) })
  }
  await showRest(job, counts, shift)
}
