import 'server-only'
import { transaction } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { foldCounters } from '@/lib/distribution/writes'
import { startJob } from './room'

// one step keeps others' saves waiting for a few milliseconds
const changesPerStep = 1_000

/** Folds all that is due into the counters of a dataset, in steps; one job per dataset and process. */
export function foldInBackground(datasetId: string): Promise<void> {
  const id = `counters ${datasetId}`
  return startJob(id, id, (signal) => foldAll(datasetId, signal), { here: true })
}

export async function foldAll(datasetId: string, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const folded = await transaction((tx) => foldCounters(tx, datasetId, changesPerStep))
    if (folded < changesPerStep) return
    await breathe()
  }
}
