import 'server-only'
import { db, transaction } from '@/lib/db/client'
import { endComparison } from '@/lib/duplicates/writes'
import { publish } from '@/lib/live/hub'
import { isLostJob } from '../room'

/** Ends comparisons whose process is gone; what they would have found is still due. */
export async function endLostComparisons(): Promise<void> {
  const running = await db().duplicateRun.findMany({
    where: { state: 'running' },
    select: { id: true, datasetId: true, userId: true },
  })
  for (const { id, datasetId, userId } of running) {
    if (!(await isLostJob(id))) continue
    await transaction((tx) => endComparison(tx, id, { state: 'failed', message: 'comparisonInterrupted' }))
    publish([{ type: 'duplicates', datasetId, actorId: userId }])
  }
}
