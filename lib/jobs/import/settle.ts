import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { reserveNumbers } from '@/lib/datasets/writes'
import { db, type Tx } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { createStatistics } from '@/lib/db/statistics'
import { foldCounters } from '@/lib/distribution/writes'
import { addDue } from '@/lib/examples/writes/due'
import { removeImportedExamples, showImportedExamples } from '@/lib/examples/writes/imports'
import type { Mapping } from '@/lib/formats/schema'
import type { ImportState } from '@/lib/imports/schema'
import { type Counts, endImport, markComplete } from '@/lib/imports/writes'
import { publish } from '@/lib/live/hub'
import { catchUp } from '../catch-up/run'
import { foldAll } from '../fold-counters'
import { requireNotCancelled } from '../room'
import { firstHiddenNumber, rowsPerStep } from './job'
import { persist } from './persist'
import { collectTagNames, makeTags, putTags } from './tag-rows'

/** `plan` of an import that may have tags to put on its rows. */
export type Settled = {
  importId: string
  datasetId: string
  actorId: string
  plan?: { mapping: Mapping | null }
}
export type End = { state: Exclude<ImportState, 'running'>; message?: string; counts: Counts }

async function writeEnd(tx: Tx, { importId, datasetId, actorId }: Settled, end: End): Promise<void> {
  await endImport(tx, importId, end)
  const details = { state: end.state, ...end.counts }
  await addAuditEvent(tx, { actorId, action: 'import.end', datasetId, target: importId, details })
}

function tell({ importId, datasetId, actorId, plan }: Settled, examplesChanged: boolean): void {
  const tags = plan?.mapping?.tags ? ([{ type: 'tags', datasetId, actorId }] as const) : []
  publish([
    { type: 'import', datasetId, importId, actorId },
    ...(examplesChanged ? ([{ type: 'examples', datasetId, actorId }, ...tags] as const) : []),
  ])
}

/**
 * Decides that what an import stored stays, and gives its rows their numbers: `shift` above the hidden ones. They are
 * shown in steps, since one update of 100,000 rows would hold up everyone for seconds; a crash between two steps is
 * mended at the next start, forwards. Tags that its rows name and that are not there yet are made with the decision.
 */
export async function decideToKeep(
  settled: Settled & { makesTags: boolean },
  counts: Counts,
  signal: AbortSignal,
): Promise<number> {
  const tags = settled.makesTags && settled.plan?.mapping?.tags
  const names = tags ? await collectTagNames(settled, counts.stored, tags, signal) : []
  return persist(async (tx) => {
    signal.throwIfAborted()
    await requireNotCancelled(tx)
    const firstNumber = await reserveNumbers(tx, settled.datasetId, counts.stored)
    const shift = firstNumber - firstHiddenNumber
    await markComplete(tx, settled.importId, counts)
    if (tags) await makeTags(tx, settled, names, tags)
    await showStep(tx, settled, counts, 0, shift)
    return shift
  })
}

/** One step of showing, from the `done`-th row on; the last one ends the import. */
async function showStep(tx: Tx, settled: Settled, counts: Counts, done: number, shift: number) {
  const from = firstHiddenNumber + done
  const to = from + rowsPerStep
  await showImportedExamples(tx, { ...settled, from, to }, shift)
  const shown = { ...settled, from: from + shift, to: to + shift }
  await addDue(tx, shown)
  const tags = settled.plan?.mapping?.tags
  if (tags) await putTags(tx, shown, tags)
  // here, and not in a transaction of its own: each waits for the disk
  await foldCounters(tx, settled.datasetId, rowsPerStep)
  if (done + rowsPerStep >= counts.stored) await writeEnd(tx, settled, { state: 'done', counts })
}

/** Shows the rows behind the first step, or behind those `shown` before a crash. */
export async function showRest(
  settled: Settled,
  counts: Counts,
  shift: number,
  shown = rowsPerStep,
): Promise<void> {
  let toldAt = Date.now()
  const statistics = createStatistics({ import: settled.importId })
  for (let done = shown; done < counts.stored; done += rowsPerStep) {
    await persist((tx) => showStep(tx, settled, counts, done, shift))
    await breathe()
    await foldAll(settled.datasetId)
    await statistics.grown(done)
    if (Date.now() - toldAt < 1_000) continue
    tell(settled, true)
    toldAt = Date.now()
  }
  await foldAll(settled.datasetId)
  await statistics.done(counts.stored)
  tell(settled, true)
  void catchUp()
}

/** Goes on with showing a complete import after a crash: the rows shown so far say which number comes next. */
export async function resumeShowing(settled: Settled, counts: Counts): Promise<void> {
  const first = await db().example.findFirst({
    where: { importId: settled.importId, visible: true },
    orderBy: { number: 'asc' },
    select: { number: true },
  })
  const hidden = await db().example.count({ where: { importId: settled.importId, visible: false } })
  const shown = counts.stored - hidden
  await showRest(settled, counts, (first?.number ?? 0) - firstHiddenNumber, shown)
}

/** Takes back all that an import stored, in steps, and then says how it ended. */
export async function takeBackImport(settled: Settled, end: End): Promise<void> {
  while ((await persist((tx) => removeImportedExamples(tx, settled.importId, rowsPerStep))) > 0)
    await breathe()
  await persist((tx) => writeEnd(tx, settled, end))
  tell(settled, false)
}
