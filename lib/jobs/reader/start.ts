import 'server-only'
import { startJob } from '../room'
import { type ReadingJob, readerQueue } from './job'
import { runReading } from './run'

export const startReadingJob = (job: ReadingJob): Promise<void> =>
  startJob(job.runId, readerQueue(job), (signal) => runReading(job, signal))
