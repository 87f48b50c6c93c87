import 'server-only'
import { startJob } from '../room'
import { type BulkJob, bulkQueue } from './job'
import { runBulk } from './run'

/** Runs behind what was started on the same dataset before. */
export const startBulkJob = (job: BulkJob): Promise<void> =>
  startJob(job.runId, bulkQueue(job.datasetId), (signal) => runBulk(job, signal))
