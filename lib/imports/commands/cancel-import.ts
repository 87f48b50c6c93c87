import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { settleLostImport } from '@/lib/jobs/import/recover'
import { cancelElsewhere, cancelJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'

export type ImportAddress = { datasetId: string; importId: string }

/**
 * Stops a running import and takes back what it stored; the answer doesn't wait for that.
 * @throws AppError `conflict` `importOver` where it has ended, or is complete and only being shown.
 */
export async function cancelImport(
  actor: Actor,
  { datasetId, importId }: ImportAddress,
  operationId: string,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'import examples', datasetId)
  const operation = { request: { operationId }, action: 'import.cancel', datasetId, target: importId }
  let cancelled = true
  const answer = await operate(actor, operation, async (tx) => {
    const where = { id: importId, datasetId }
    if ((await tx.import.count({ where })) === 0) throw new AppError('not_found')
    const elsewhere = await cancelElsewhere(tx, importId)
    const row = await tx.import.findUniqueOrThrow({ where, select: { state: true, finishedAt: true } })
    if (row.state !== 'running' || row.finishedAt) throw new AppError('conflict', 'importOver')
    // inside: an import that is about to be kept waits for this transaction, and looks then
    cancelled = cancelJob(importId) || elsewhere
    return { answer: { id: importId } }
  })
  // one that gave up on a full disk has no job any more
  if (!cancelled) void settleLostImport(importId)
  return answer
}
