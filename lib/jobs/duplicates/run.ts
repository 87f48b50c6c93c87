import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { db, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { lastDone } from '@/lib/duplicates/latest'
import { endComparison, setComparisonProgress } from '@/lib/duplicates/writes'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { persist } from '../import/persist'
import { startJob } from '../room'
import { compareDataset } from './compare-dataset'

export type ComparisonJob = {
  runId: string
  datasetId: string
  actorId: string
  threshold: number
}

const progressEveryMs = 500

/** Comparisons of one dataset go one after another. */
export const comparisonQueue = (datasetId: string): string => `duplicates ${datasetId}`

export const startComparisonJob = (job: ComparisonJob): Promise<void> =>
  startJob(job.runId, comparisonQueue(job.datasetId), (signal) => runComparison(job, signal))

/** Brings a comparison to its end; one that is cut off leaves due what was due. */
async function runComparison(job: ComparisonJob, signal: AbortSignal): Promise<void> {
  let end: Parameters<typeof endComparison>[2]
  try {
    signal.throwIfAborted()
    const done = await lastDone(db(), job.datasetId)
    const anew = done?.threshold !== job.threshold
    const looked = await compareDataset({ ...job, anew, signal, onProgress: reportTo(job) })
    end = { state: 'done', looked }
  } catch (error) {
    if (signal.aborted && signal.reason === 'cancelled') end = { state: 'cancelled' }
    else if (signal.aborted) end = { state: 'failed', message: 'comparisonInterrupted' }
    else end = { state: 'failed', message: reasonOf(error, job.runId) }
  }
  const { runId, datasetId, actorId } = job
  await persist(async (tx) => {
    if (!(await endComparison(tx, runId, end))) return
    const action = `duplicates.${end.state}`
    await addAuditEvent(tx, { actorId, action, datasetId, target: runId, details: { looked: end.looked } })
  })
  tell(job)
}

function reportTo(job: ComparisonJob): (percent: number, looked: number) => void {
  let last = 0
  return (percent, looked) => {
    if (Date.now() - last < progressEveryMs) return
    last = Date.now()
    void transaction((tx) => setComparisonProgress(tx, job.runId, { percent, looked })).then(
      () => tell(job),
      () => {},
    )
  }
}

const tell = ({ datasetId, actorId }: ComparisonJob): void =>
  publish([{ type: 'duplicates', datasetId, actorId }])

function reasonOf(error: unknown, runId: string): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { comparison: runId })
  return 'internal'
}
