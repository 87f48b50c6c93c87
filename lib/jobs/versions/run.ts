import 'server-only'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { db, type Tx, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { newId } from '@/lib/db/ids'
import { dataFolder } from '@/lib/db/paths'
import { breathe } from '@/lib/db/reader'
import { keepSides } from '@/lib/exports/adopt-split'
import type { Reader } from '@/lib/exports/reader'
import type { FileFacts, Recipe } from '@/lib/exports/schema'
import { onSnapshot } from '@/lib/exports/snapshot'
import { type Survey, surveyExport } from '@/lib/exports/survey'
import { type WrittenFiles, writeExportFiles } from '@/lib/exports/write-files'
import { publish } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { Side } from '@/lib/splits/schema'
import { frozenFormat } from '@/lib/versions/members'
import { type Blocked, findVersion } from '@/lib/versions/read'
import type { VersionCounts } from '@/lib/versions/schema'
import {
  addFiles,
  dropLooseBlobs,
  endFormat,
  endMaking,
  type FormatEnd,
  makeCurrent,
  setFormatProgress,
} from '@/lib/versions/writes'
import { checkForExport } from '../checks/check-for-export'
import { compareForSplit } from '../duplicates/compare-for-split'
import { requireJob, requireNotCancelled } from '../room'
import { requireSettled, splitsSettled } from '../split/settled'
import { freeze, openFrozen } from './freeze'
import { requireStored, storeFiles, unpackFile } from './store'

/**
 * `recipe` names the format that is rendered and what is done about weights, `key` under which name it is kept. `isFirst`:
 * the version itself is made, not one more of its formats.
 */
export type VersionRun = {
  actor: Actor
  datasetId: string
  versionId: string
  recipe: Recipe
  key: string
  isFirst: boolean
}

const keptProblems = 100
const tellMs = 500

export const versionJob = (versionId: string, format: string): string => `${versionId}.${format}`

/**
 * Makes a version by the gate, the recipe and the snapshot of an export, or renders one more format of it from what it
 * froze. Nothing is kept where the gate speaks, someone cancels, or anything fails.
 */
export async function runVersion(run: VersionRun, signal: AbortSignal): Promise<void> {
  const folder = join(dataFolder('versions'), versionJob(run.versionId, run.key))
  const stored: FileFacts[] = []
  try {
    // first of all, though inside: a role may have gone while the job waited, and the row must hear of it
    await authoriseDataset(run.actor, 'export examples', run.datasetId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const settled = run.isFirst ? await splitsSettled(run.datasetId) : 0
    const { survey, written, frozen } = run.isFirst
      ? await make(run, folder, signal)
      : await render(run, folder, signal)
    if (!written) return await finish(run, blockedEnd(survey))
    stored.push(...written.files, ...frozen)
    await storeFiles(folder, stored, () => signal.throwIfAborted())
    await transaction(async (tx) => {
      await requireNotCancelled(tx)
      if (run.isFirst) await requireSettled(tx, run.datasetId, settled)
    })
    if (run.isFirst) await keepSides(run.datasetId, survey)
    await complete(run, { survey, written, frozen, settled })
  } catch (error) {
    await finish(run, endingOf(error, signal), async (tx) =>
      dropLooseBlobs(
        tx,
        stored.map(({ sha256 }) => sha256),
      ),
    )
    if (!signal.aborted && !(mapDatabaseError(error) instanceof AppError)) throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Made = { survey: Survey; written: WrittenFiles | null; frozen: FileFacts[] }

async function make(run: VersionRun, folder: string, signal: AbortSignal): Promise<Made> {
  const { actor, datasetId, recipe } = run
  await compareForSplit(datasetId, actor.id)
  await checkForExport(datasetId, recipe)
  return onSnapshot(signal, async (reader) => {
    const asked = { datasetId, actorId: actor.id, recipe, goesOut: true, freezes: true }
    const survey = await surveyExport(reader, asked)
    if (survey.check.blocked) return { survey, written: null, frozen: [] }
    const written = await writeExportFiles(reader, survey, folder, tell(run, survey.copyCount))
    return { survey, written, frozen: await freeze(reader, survey, datasetId, folder) }
  })
}

async function render(run: VersionRun, folder: string, signal: AbortSignal): Promise<Made> {
  const { actor, datasetId, versionId, recipe } = run
  const version = await findVersion(db(), { datasetId, versionId })
  if (version.frozen.some(({ purgedAt }) => purgedAt !== null))
    throw new AppError('conflict', 'versionPurged')
  const source = join(folder, 'frozen')
  await mkdir(source)
  for (const file of version.frozen) await unpackFile(source, file)
  const { frozen, head, close } = await openFrozen(source)
  try {
    const refuse = () => Promise.reject(new Error('a version is rendered from what it froze'))
    const reader: Reader = {
      frozen,
      read: refuse,
      rows: refuse,
      pause: async () => {
        await breathe()
        signal.throwIfAborted()
      },
    }
    // who goes out how often was decided when the version was made
    const rendered = { ...head.recipe, format: recipe.format, weights: recipe.weights }
    const asked = { ...rendered, balance: null, reassign: false }
    const surveyed = await surveyExport(reader, { datasetId, actorId: actor.id, recipe: asked })
    const survey: Survey = { ...surveyed, recipe: rendered, balance: head.balance }
    if (survey.check.blocked) return { survey, written: null, frozen: [] }
    const written = await writeExportFiles(reader, survey, folder, tell(run, survey.copyCount))
    return { survey, written, frozen: [] }
  } finally {
    await close()
  }
}

function blockedEnd({ check, copyCount }: Survey): FormatEnd {
  const blocked: Blocked = {
    problems: check.problems.slice(0, keptProblems),
    problemCount: check.problemCount,
  }
  return { state: 'blocked', total: copyCount, problems: JSON.stringify(blocked) }
}

/** Tells how far it is, at most twice a second; a telling that comes too late is left out. */
function tell(run: VersionRun, total: number): (written: number) => void {
  let last = 0
  return (written) => {
    if (Date.now() - last < tellMs) return
    last = Date.now()
    void transaction((tx) => setFormatProgress(tx, keyOf(run), written, total)).then(
      () => publish([eventOf(run)]),
      () => {},
    )
  }
}

const keyOf = ({ versionId, key }: VersionRun) => ({ versionId, format: key })
const eventOf = ({ actor, datasetId, versionId }: VersionRun): LiveEvent => ({
  type: 'version',
  datasetId,
  versionId,
  actorId: actor.id,
})

async function complete(
  run: VersionRun,
  { survey, written, frozen, settled }: Made & { written: WrittenFiles; settled: number },
): Promise<void> {
  const { files, manifestHash } = written
  const { datasetId, versionId, isFirst } = run
  const end: FormatEnd = { state: 'done', total: survey.copyCount }
  await finish(
    run,
    end,
    async (tx) => {
      await requireStored(tx, [...files, ...frozen])
      await addFiles(tx, keyOf(run), files)
      if (!isFirst) return
      await addFiles(tx, { versionId, format: frozenFormat }, frozen)
      await endMaking(tx, versionId, 'ready', JSON.stringify(countsOf(survey)))
      await requireSettled(tx, datasetId, settled)
      await setSplitRule(tx, datasetId, survey.rule)
      const current = await tx.version.count({ where: { datasetId, isCurrent: true } })
      if (current === 0) await makeCurrent(tx, datasetId, versionId)
    },
    { manifest: manifestHash },
  )
}

function countsOf({ members: { tally }, check, shares }: Survey): VersionCounts {
  const of = (side: Side) => tally.manifestCounts(side)
  const hasValidation = check.validation > 0 || shares.validation > 0
  return {
    train: of('train'),
    ...(hasValidation ? { validation: of('validation') } : {}),
    test: of('test'),
  }
}

async function finish(
  run: VersionRun,
  end: FormatEnd,
  more: (tx: Tx) => Promise<void> = async () => {},
  details: object = {},
): Promise<void> {
  const { actor, datasetId, versionId, isFirst, key } = run
  const action = isFirst ? `version.${end.state}` : `version.format-${end.state}`
  const op = { request: { operationId: newId() }, action, datasetId, target: versionId }
  await operate(actor, { ...op, turn: `versions:${datasetId}` }, async (tx) => {
    await requireJob(tx)
    await endFormat(tx, keyOf(run), end)
    await more(tx)
    if (isFirst && end.state !== 'done') await endMaking(tx, versionId, end.state)
    const isDone = isFirst && end.state === 'done'
    const sides: LiveEvent[] = isDone ? [{ type: 'examples', datasetId, actorId: actor.id }] : []
    return {
      answer: {},
      details: { format: key, message: end.message ?? undefined, ...details },
      events: [eventOf(run), ...sides],
    }
  })
}

function endingOf(error: unknown, signal: AbortSignal): FormatEnd {
  if (signal.aborted && signal.reason === 'cancelled') return { state: 'cancelled' }
  if (signal.aborted) return { state: 'failed', message: 'versionInterrupted' }
  const mapped = mapDatabaseError(error)
  return { state: 'failed', message: mapped instanceof AppError ? mapped.reason : 'internal' }
}
