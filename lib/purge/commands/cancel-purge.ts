import 'server-only'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { cancelElsewhere, cancelJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { PurgeAddress } from '../queries'
import { findPurge } from '../read'
import { endPurge } from '../writes'

/**
 * Stops a purge that is still looking; nothing is changed then.
 * @throws AppError `conflict` `purgeOver` where it erases already, or has ended
 */
export async function cancelPurge(
  actor: Actor,
  { datasetId, purgeId }: PurgeAddress,
  operationId: string,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  authoriseStudio(actor, 'purge texts')
  const operation = { request: { operationId }, action: 'purge.cancel', datasetId, target: purgeId }
  return operate(actor, operation, async (tx) => {
    const elsewhere = await cancelElsewhere(tx, purgeId)
    const purge = await findPurge(tx, datasetId, purgeId)
    if (!purge) throw new AppError('not_found')
    if (purge.state !== 'finding') throw new AppError('conflict', 'purgeOver')
    // inside: one that is about to erase waits for this transaction, and looks then
    if (!cancelJob(purgeId) && !elsewhere) await endPurge(tx, purgeId, { state: 'cancelled' })
    return { answer: { id: purgeId } }
  })
}
