import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { db, type Tx, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { newId } from '@/lib/db/ids'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { requireAdopted } from '@/lib/splits/adopted'
import type { SplitTwoRule } from '@/lib/splits/schema'
import {
  addSplitRun,
  endSplitRun,
  type NewSplitRun,
  type SplitRunEnd,
  setSplitProgress,
} from '@/lib/splits/writes'
import { persist } from '../import/persist'
import { announceJob, startJob } from '../room'
import { moveLinked } from './move-group'
import { keepPlaces, surveyStored } from './place-examples'

export type SplitJob = NewSplitRun

const progressEveryMs = 500
const tries = 3

/** What gives sides to a dataset's examples goes one after another. */
const splitQueue = (datasetId: string): string => `split ${datasetId}`

/** In the transaction of what asks for it; `startSplitJob` follows. */
export async function addSplitJob(tx: Tx, job: Omit<SplitJob, 'id'>): Promise<SplitJob> {
  const row = { id: newId(), ...job }
  await announceJob(tx, row.id, splitQueue(row.datasetId))
  await addSplitRun(tx, row)
  return row
}

export const startSplitJob = (job: SplitJob): Promise<void> =>
  startJob(job.id, splitQueue(job.datasetId), (signal) => runSplit(job, signal))

/** Carries it out; what the end of a process cuts off stays running, for the next one to go on with. */
async function runSplit(job: SplitJob, signal: AbortSignal): Promise<void> {
  const { id, datasetId, userId } = job
  let end: SplitRunEnd
  try {
    signal.throwIfAborted()
    const onProgress = reportTo(job)
    end = await carryOut(job, (written, total) => {
      signal.throwIfAborted()
      onProgress(written, total)
    })
  } catch (error) {
    if (signal.aborted) return
    end = { state: 'failed', message: reasonOf(error, id) }
  }
  await persist(async (tx) => {
    if (!(await endSplitRun(tx, id, end))) return
    const action = `split.${end.state}`
    await addAuditEvent(tx, { actorId: userId, action, datasetId, target: id, details: { ...end } })
  })
  tell(job)
  publish([{ type: 'examples', datasetId, actorId: userId }])
}

type OnProgress = (written: number, total: number) => void

async function carryOut(job: SplitJob, onProgress: OnProgress): Promise<SplitRunEnd> {
  const { datasetId, kind, number, side } = job
  const rule = await requireAdopted(db(), datasetId)
  if (kind === 'place' || kind === 'draw') return place(datasetId, rule, kind === 'draw', onProgress)
  const placed = await moveLinked(datasetId, rule, { number: number!, side }, onProgress)
  return { state: 'done', placed, held: 0 }
}

/** Gives sides by the rule, worked out again where somebody gave one meanwhile. */
async function place(
  datasetId: string,
  rule: SplitTwoRule,
  anew: boolean,
  onProgress: OnProgress,
): Promise<SplitRunEnd> {
  for (let left = tries; ; left--) {
    const survey = await surveyStored(datasetId, rule, anew)
    try {
      await keepPlaces(datasetId, survey, onProgress)
      return { state: 'done', placed: survey.assigned.length, held: survey.held.length }
    } catch (error) {
      const isMeanwhile = error instanceof AppError && error.reason === 'sidesChanged'
      if (!isMeanwhile || left === 1) throw error
    }
  }
}

function reportTo(job: SplitJob): OnProgress {
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
