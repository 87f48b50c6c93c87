import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { bumpDataset } from '@/lib/datasets/writes'
import { db } from '@/lib/db/client'
import { eraseRemnants } from '@/lib/db/erase'
import { mapDatabaseError } from '@/lib/db/errors'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import type { Touched } from '@/lib/purge/schema'
import { beginErasing, endPurge, type PurgeEnd, setPurgeProgress } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { persist } from '../import/persist'
import { requireNotCancelled, type StopReason } from '../room'
import { type Clean, purgeExamples } from './examples'
import { purgeExports } from './exports'
import { purgeFiles } from './files'
import type { PurgeRun, PurgeStep } from './job'
import { purgeBeforeExamples, purgeTables } from './tables'

const shutdown: StopReason = 'shutdown'
const tellMs = 500

/**
 * Looks everywhere first, and then, if nobody cancelled it, everywhere again to erase. Its row says how it ended; one
 * that was cut off can't go on by itself, since the text is kept nowhere.
 */
export async function runPurge(run: PurgeRun, signal: AbortSignal): Promise<void> {
  const clean: Clean = new Map()
  let found: Touched
  try {
    found = await everywhere({ ...run, erases: false, look: await progressOf(run, signal) }, clean)
    if (run.dryRun) return await end(run, { state: 'done', touched: found })
    await persist(async (tx) => {
      await requireNotCancelled(tx)
      await beginErasing(tx, run.id, found)
    })
  } catch (error) {
    // nothing is changed so far
    if (!signal.aborted) return end(run, { state: 'failed', message: reasonOf(error, run) })
    const message = signal.reason === shutdown ? 'purgeInterrupted' : undefined
    return end(run, { state: 'cancelled', message })
  }
  try {
    const step = { ...run, erases: true, look: await progressOf(run, signal) }
    const touched = await everywhere(step, clean, found)
    await end(run, { state: 'done', touched, isErased: await eraseRemnants() })
  } catch (error) {
    const message = signal.aborted ? 'purgeInterrupted' : reasonOf(error, run)
    await end(run, { state: 'failed', message })
  }
}

/** `found`: what looking found, where it is erased now. */
async function everywhere(step: PurgeStep, clean: Clean, found?: Touched): Promise<Touched> {
  // of one example alone: the rest of the dataset keeps its words
  const isWhole = step.number === null
  // before any example loses the words by which a link leaves it out, or an export is known to hold them
  const early = isWhole ? await purgeBeforeExamples(step) : {}
  const lost = found && (await purgeExports(step, found.examples.length > 0))
  const { alternatives, ...examples } = await purgeExamples(step, clean)
  const beside: Record<string, number> = alternatives > 0 ? { ExampleAlternative: alternatives } : {}
  return {
    ...examples,
    rows: { ...beside, ...(isWhole ? { ...early, ...(await purgeTables(step)) } : {}) },
    exports: lost ?? (await purgeExports(step, examples.examples.length > 0)),
    ...(await purgeFiles(step)),
  }
}

async function progressOf({ id, datasetId, number }: PurgeRun, signal: AbortSignal) {
  const total = number === null ? await db().example.count({ where: { datasetId, visible: true } }) : 1
  let looked = 0
  let toldAt = 0
  return async (examples: number): Promise<void> => {
    signal.throwIfAborted()
    looked += examples
    if (looked < total && Date.now() - toldAt < tellMs) return
    toldAt = Date.now()
    await persist((tx) => setPurgeProgress(tx, id, Math.min(looked, total), total))
  }
}

async function end({ id, datasetId, actor, dryRun }: PurgeRun, end: PurgeEnd): Promise<void> {
  await persist(async (tx) => {
    if (!(await endPurge(tx, id, end))) return
    if (!dryRun && end.touched?.rows.Dataset) await bumpDataset(tx, datasetId)
    const { examples, revisions } = end.touched ?? { examples: [], revisions: 0 }
    const details = { state: end.state, message: end.message, examples: examples.length, revisions }
    await addAuditEvent(tx, { actorId: actor.id, action: 'purge.end', datasetId, target: id, details })
  })
  if (dryRun) return
  const about = { datasetId, actorId: actor.id }
  publish([
    { type: 'examples', ...about },
    { type: 'tags', ...about },
    { type: 'dataset', ...about },
  ])
}

/** The reason whose sentence a person reads; a defect is logged whole, and is `internal`. */
function reasonOf(error: unknown, { id }: PurgeRun): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { purge: id })
  return 'internal'
}
