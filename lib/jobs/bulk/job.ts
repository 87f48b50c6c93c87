import type { Actor } from '@/lib/auth/schema'

/** A run to be brought to its end, for whoever started it. */
export type BulkJob = { runId: string; datasetId: string; actor: Actor }

/** Runs of one dataset go one after another, so that an undo sees all of what it takes back. */
export const bulkQueue = (datasetId: string): string => `bulk ${datasetId}`
