import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { db, type Tx, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { newId } from '@/lib/db/ids'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { requireAdopted } from '@/lib/splits/adopted'
import { joinChanges, type RuleChange, writeBefore } from '@/lib/splits/before'
import type { SplitTwoRule } from '@/lib/splits/schema'
import {
  addSplitRun,
  endSplitRun,
  type NewSplitRun,
  type SplitRunEnd,
  setSplitBefore,
  setSplitProgress,
} from '@/lib/splits/writes'
import { persist } from '../import/persist'
import { announceJob, startJob } from '../room'
import { moveLinked } from './move-group'
import { type Keeping, keepPlaces, surveyStored } from './place-examples'
import { beforeOf, takeBack } from './take-back'

export type SplitJob = NewSplitRun

const progressEveryMs = 500
const tries = 3

/** What gives sides to a dataset's examples goes one after another. */
const splitQueue = (datasetId: string): string => `split ${datasetId}`

/** In the transaction of what asks for it; `startSplitJob` follows. `rule`: what it made of the rule itself. */
export async function addSplitJob(
  tx: Tx,
  job: Omit<SplitJob, 'id'>,
  rule: RuleChange | null = null,
): Promise<SplitJob> {
  const row = { id: newId(), ...job }
  await announceJob(tx, row.id, splitQueue(row.datasetId))
  await addSplitRun(tx, row, rule && writeBefore({ rule, changes: [] }))
  return row
}

export const startSplitJob = (job: SplitJob): Promise<void> =>
  startJob(job.id, splitQueue(job.datasetId), (signal) => runSplit(job, signal))

/**
 * Carries it out, or takes it back where somebody cancelled it: of the two, one comes first. What the end of a process
 * cuts off stays as it is, for the next one to go on with.
 */
async function runSplit(job: SplitJob, signal: AbortSignal): Promise<void> {
  const { id, datasetId, userId } = job
  for (;;) {
    const came = await comesTo(job, signal)
    if (!came) return
    const isEnded = await persist(async (tx) => {
      if (!(await endSplitRun(tx, id, came))) return false
      const { end } = came
      const action = `split.${end.state}`
      await addAuditEvent(tx, { actorId: userId, action, datasetId, target: id, details: { ...end } })
      return true
    })
    if (isEnded || came.state === 'cancelling') break
  }
  tell(job)
  const ours = { datasetId, actorId: userId }
  publish([
    { type: 'dataset', ...ours },
    { type: 'examples', ...ours },
  ])
}

/** What it comes to, and in which state it was meanwhile; null where the process ends. */
async function comesTo(
  job: SplitJob,
  signal: AbortSignal,
): Promise<{ state: 'running' | 'cancelling'; end: SplitRunEnd } | null> {
  const onProgress = reportTo(job)
  const check = () => signal.throwIfAborted()
  const state = (await isCancelling(db(), job.id)) ? 'cancelling' : 'running'
  try {
    check()
    if (state === 'running') return { state, end: await carryOut(job, { check, onProgress }) }
    await takeBack(job, { check, onProgress })
    return { state, end: { state: 'cancelled' } }
  } catch (error) {
    if (signal.aborted) return null
    if (error instanceof Cancelled) return comesTo(job, signal)
    return { state, end: { state: 'failed', message: reasonOf(error, job.id) } }
  }
}

class Cancelled extends Error {}

async function isCancelling(tx: Tx, id: string): Promise<boolean> {
  const run = await tx.splitRun.findUnique({ where: { id }, select: { state: true } })
  return run?.state === 'cancelling'
}

type Watch = { check: () => void; onProgress: (written: number, total: number) => void }

async function carryOut(job: SplitJob, watch: Watch): Promise<SplitRunEnd> {
  const { datasetId, kind, number, side } = job
  const rule = await requireAdopted(db(), datasetId)
  const keeping = keepingOf(job, watch)
  if (kind === 'place' || kind === 'draw') return place(datasetId, rule, kind === 'draw', keeping)
  const placed = await moveLinked(datasetId, rule, { number: number!, side }, keeping)
  return { state: 'done', placed, held: 0 }
}

/** Notes what stood before anything changes; each transaction looks first whether somebody cancelled. */
function keepingOf({ id }: SplitJob, { check, onProgress }: Watch): Keeping {
  const guard = async (tx: Tx) => {
    if (await isCancelling(tx, id)) throw new Cancelled()
  }
  return {
    guard,
    onChanges: async (changes) => {
      const { rule, changes: first } = await beforeOf(id)
      const before = writeBefore({ rule, changes: joinChanges(first, changes) })
      await persist(async (tx) => {
        await guard(tx)
        await setSplitBefore(tx, id, before)
      })
    },
    onProgress: (written, total) => {
      check()
      onProgress(written, total)
    },
  }
}

/** Gives sides by the rule, worked out again where somebody gave one meanwhile. */
async function place(
  datasetId: string,
  rule: SplitTwoRule,
  anew: boolean,
  keeping: Keeping,
): Promise<SplitRunEnd> {
  for (let left = tries; ; left--) {
    const survey = await surveyStored(datasetId, rule, anew)
    try {
      await keepPlaces(datasetId, survey, keeping)
      return { state: 'done', placed: survey.assigned.length, held: survey.held.length }
    } catch (error) {
      const isMeanwhile = error instanceof AppError && error.reason === 'sidesChanged'
      if (!isMeanwhile || left === 1) throw error
    }
  }
}

function reportTo(job: SplitJob): Watch['onProgress'] {
  let last = 0
  return (written, total) => {
    if (Date.now() - last < progressEveryMs) return
    last = Date.now()
    void transaction((tx) => setSplitProgress(tx, job.id, { written, total })).then(
      () => tell(job),
      () => {},
    )
  }
}

const tell = ({ datasetId, userId }: SplitJob): void =>
  publish([{ type: 'split', datasetId, actorId: userId }])

function reasonOf(error: unknown, runId: string): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { split: runId })
  return 'internal'
}
