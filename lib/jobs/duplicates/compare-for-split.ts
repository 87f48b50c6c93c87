import 'server-only'
import { db, transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { addComparison } from '@/lib/duplicates/writes'
import { AppError } from '@/lib/result/app-error'
import { isCompared, storedRule } from '@/lib/splits/adopted'
import { announceJob } from '../room'
import { type ComparisonJob, comparisonQueue, startComparisonJob } from './run'

/**
 * Before a dataset is split by `split/2`, what is new or changed in it is compared: nobody knows else what belongs
 * together. Under another rule it does nothing.
 * @throws AppError `unavailable` `comparisonInterrupted`, or what kept the comparison from its end
 */
export async function compareForSplit(datasetId: string, actorId: string): Promise<void> {
  const rule = await storedRule(db(), datasetId)
  if (rule?.rule !== 'split/2' || (await isCompared(db(), datasetId, rule.threshold))) return
  const job: ComparisonJob = { runId: newId(), datasetId, actorId, threshold: rule.threshold }
  await transaction(async (tx) => {
    await announceJob(tx, job.runId, comparisonQueue(datasetId))
    await addComparison(tx, { id: job.runId, datasetId, userId: actorId, threshold: rule.threshold })
  })
  await startComparisonJob(job)
  const run = await db().duplicateRun.findUnique({
    where: { id: job.runId },
    select: { state: true, message: true },
  })
  if (run?.state !== 'done') throw new AppError('unavailable', run?.message ?? 'comparisonInterrupted')
}
