import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor, DatasetRole } from '@/lib/auth/schema'
import { revokeLinksOfLead } from '@/lib/auth/writes'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { revokeShares } from '@/lib/sharing/writes'
import type { MemberRoleRequest } from '../schema'
import { changeMembership } from '../writes'

/** @throws AppError `not_found` where that person is no member. */
export async function setMemberRole(
  actor: Actor,
  datasetId: string,
  userId: string,
  request: MemberRoleRequest,
): Promise<{ userId: string; role: DatasetRole }> {
  await authoriseDataset(actor, 'manage members', datasetId)
  const { role } = request
  const operation = { request, action: 'member.role', datasetId, target: userId }
  return operate(actor, operation, async (tx) => {
    const member = await tx.membership.findUnique({
      where: { datasetId_userId: { datasetId, userId } },
      select: { role: true },
    })
    if (!member) throw new AppError('not_found')
    if (!(await changeMembership(tx, { datasetId, userId, role }))) throw new AppError('not_found')
    const noLead = member.role === 'lead' && role !== 'lead'
    if (noLead) await revokeLinksOfLead(tx, userId, datasetId)
    const shares = noLead ? await revokeShares(tx, { datasetId, createdById: userId }) : []
    return {
      answer: { userId, role },
      details: { from: member.role, to: role },
      events: [
        ...[userId, ...shares].map((userId) => ({ type: 'access' as const, userId })),
        { type: 'dataset', datasetId, actorId: actor.id },
      ],
    }
  })
}
