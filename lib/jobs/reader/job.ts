import type { Actor } from '@/lib/auth/schema'

/** A reading to be brought to its end, for whoever started it. */
export type ReadingJob = {
  runId: string
  datasetId: string
  actor: Actor /** Of one example. */
  isShort: boolean
}

/** Readings of one dataset go one after another; one example need not wait for ten thousand. */
export const readerQueue = ({ datasetId, isShort }: Pick<ReadingJob, 'datasetId' | 'isShort'>): string =>
  `reader ${datasetId}${isShort ? ' short' : ''}`
