import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { ShareRevocation } from '../schema'
import { revokeShares } from '../writes'

/** Ends a link at once: the next request by it finds nothing, and open pages are told. @throws AppError `not_found` */
export async function revokeShare(
  actor: Actor,
  { datasetId, shareId }: { datasetId: string; shareId: string },
  request: ShareRevocation,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'share a dataset', datasetId)
  const operation = { request, action: 'share.revoke', datasetId, target: shareId }
  return operate(actor, operation, async (tx) => {
    const revoked = await revokeShares(tx, { id: shareId, datasetId })
    if (revoked.length === 0) throw new AppError('not_found')
    return { answer: { id: shareId }, events: revoked.map((userId) => ({ type: 'access', userId })) }
  })
}
