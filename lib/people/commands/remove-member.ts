import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { revokeLinksOfLead } from '@/lib/auth/writes'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { revokeShares } from '@/lib/sharing/writes'
import type { BareRequest } from '../schema'
import { removeMembership } from '../writes'

/** Takes a person's role in the dataset away; what they wrote stays. */
export async function removeMember(
  actor: Actor,
  datasetId: string,
  userId: string,
  { operationId }: BareRequest,
): Promise<{ userId: string }> {
  await authoriseDataset(actor, 'manage members', datasetId)
  const operation = { request: { operationId }, action: 'member.remove', datasetId, target: userId }
  return operate(actor, operation, async (tx) => {
    if (!(await removeMembership(tx, datasetId, userId))) throw new AppError('not_found')
    await revokeLinksOfLead(tx, userId, datasetId)
    const shares = await revokeShares(tx, { datasetId, createdById: userId })
    return {
      answer: { userId },
      events: [
        ...[userId, ...shares].map((userId) => ({ type: 'access' as const, userId })),
        { type: 'dataset', datasetId, actorId: actor.id },
      ],
    }
  })
}
