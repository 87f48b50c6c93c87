import 'server-only'
import { mkdir, rename, rm } from 'node:fs/promises'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { type Tx, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { newId } from '@/lib/db/ids'
import { checkForExport } from '@/lib/jobs/checks/check-for-export'
import { compareForSplit } from '@/lib/jobs/duplicates/compare-for-split'
import { requireJob, requireNotCancelled } from '@/lib/jobs/room'
import { requireSettled, splitsSettled } from '@/lib/jobs/split/settled'
import { publish } from '@/lib/live/hub'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { keepSides } from '../adopt-split'
import { type Ending, type ExportAddress, exportFolder, partialFolder } from '../read'
import type { Recipe } from '../schema'
import { onSnapshot } from '../snapshot'
import { type Survey, surveyExport } from '../survey'
import { type WrittenFiles, writeExportFiles } from '../write-files'
import { type ExportEnd, endExport, removeOldExports, setProgress } from '../writes'

const keptExports = 20
const keptProblems = 100
const progressEveryMs = 500

/**
 * Makes the files of an export that was started. Nothing is kept where the gate speaks, someone cancels, or
 * anything fails: neither files nor sides.
 */
export async function runExport(
  actor: Actor,
  at: ExportAddress,
  recipe: Recipe,
  signal: AbortSignal,
): Promise<void> {
  try {
    // first of all, though inside: a role may have gone while the job waited, and the row must hear of it
    await authoriseDataset(actor, 'export examples', at.datasetId)
    await compareForSplit(at.datasetId, actor.id)
    await checkForExport(at.datasetId, recipe)
    const settled = await splitsSettled(at.datasetId)
    const end = await onSnapshot(signal, async (reader) => {
      const survey = await surveyExport(reader, {
        datasetId: at.datasetId,
        actorId: actor.id,
        recipe,
        goesOut: true,
      })
      if (survey.check.blocked) return blocked(survey)
      const folder = partialFolder(at.exportId)
      await mkdir(folder, { mode: 0o700 })
      const report = reportTo(actor, at, survey.copyCount)
      const written = await writeExportFiles(reader, survey, folder, report)
      return { survey, written }
    })
    if ('state' in end) await finish(actor, at, end)
    else await complete(actor, at, { ...end, settled })
  } catch (error) {
    await rm(partialFolder(at.exportId), { recursive: true, force: true })
    await finish(actor, at, endingOf(error, signal))
    if (!signal.aborted && !(mapDatabaseError(error) instanceof AppError)) throw error
  }
}

function blocked({ check, examples }: Survey): ExportEnd {
  const ending: Ending = { problems: check.problems.slice(0, keptProblems), problemCount: check.problemCount }
  return { state: 'blocked', total: examples.length, manifest: JSON.stringify(ending) }
}

/** Tells how far it is, at most twice a second; a telling that comes too late is left out. */
function reportTo(actor: Actor, at: ExportAddress, total: number): (written: number) => void {
  let last = 0
  return (written) => {
    if (Date.now() - last < progressEveryMs) return
    last = Date.now()
    void transaction((tx) => setProgress(tx, at.exportId, written, total)).then(
      () => publish([eventOf(actor, at)]),
      () => {},
    )
  }
}

async function complete(
  actor: Actor,
  at: ExportAddress,
  { survey, settled, written }: { survey: Survey; settled: number; written: WrittenFiles },
): Promise<void> {
  const { files, manifest, manifestHash } = written
  await transaction(async (tx) => {
    await requireNotCancelled(tx)
    await requireSettled(tx, at.datasetId, settled)
  })
  await keepSides(at.datasetId, survey)
  await rename(partialFolder(at.exportId), exportFolder(at.exportId))
  const ending: Ending = {
    files,
    zip: { dataset: manifest.dataset, hash: manifestHash },
    weights: survey.weightChoice,
  }
  const total = survey.copyCount
  const end: ExportEnd = { state: 'done', total, written: total, manifest: JSON.stringify(ending) }
  const old = await finish(actor, at, end, { files, manifest: manifestHash }, async (tx) => {
    await requireSettled(tx, at.datasetId, settled)
    await setSplitRule(tx, at.datasetId, survey.rule)
    return removeOldExports(tx, at.datasetId, keptExports)
  })
  for (const id of old) await rm(exportFolder(id), { recursive: true, force: true })
}

async function finish(
  actor: Actor,
  at: ExportAddress,
  end: ExportEnd,
  details: object = {},
  more: (tx: Tx) => Promise<string[]> = async () => [],
): Promise<string[]> {
  const { datasetId, exportId } = at
  const op = { request: { operationId: newId() }, action: `export.${end.state}`, datasetId, target: exportId }
  return operate(actor, op, async (tx) => {
    await requireJob(tx)
    await endExport(tx, exportId, end)
    const answer = await more(tx)
    const sides = end.state === 'done' ? [{ type: 'examples' as const, datasetId, actorId: actor.id }] : []
    return {
      answer,
      details: { message: end.message ?? undefined, ...details },
      events: [eventOf(actor, at), ...sides],
    }
  })
}

const eventOf = (actor: Actor, { datasetId, exportId }: ExportAddress) => ({
  type: 'export' as const,
  datasetId,
  exportId,
  actorId: actor.id,
})

function endingOf(error: unknown, signal: AbortSignal): ExportEnd {
  if (signal.aborted && signal.reason === 'cancelled') return { state: 'cancelled' }
  if (signal.aborted) return { state: 'failed', message: 'exportInterrupted' }
  const mapped = mapDatabaseError(error)
  return { state: 'failed', message: mapped instanceof AppError ? mapped.reason : 'internal' }
}
