import 'server-only'
import type { Tx } from '@/lib/db/client'

/** The last comparison of a dataset that came to its end: by its threshold stand the pairs that are kept. */
export async function lastDone(tx: Tx, datasetId: string) {
  return tx.duplicateRun.findFirst({
    where: { datasetId, state: 'done' },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, threshold: true, finishedAt: true },
  })
}
