import 'server-only'
import { authoriseStudio } from '@/lib/auth/authorise'
import { requireOtherOwner, requirePerson } from '@/lib/auth/require-person'
import type { Actor, StudioRole } from '@/lib/auth/schema'
import { revokeLinks } from '@/lib/auth/writes'
import { operate } from '@/lib/operations/operate'
import { revokeShares } from '@/lib/sharing/writes'
import type { StudioRoleRequest } from '../schema'
import { setStudioRoleOf } from '../writes'

/** @throws AppError `conflict` (`lastOwner`) */
export async function setStudioRole(
  actor: Actor,
  userId: string,
  request: StudioRoleRequest,
): Promise<{ userId: string; studioRole: StudioRole }> {
  authoriseStudio(actor, 'manage people')
  const { studioRole } = request
  return operate(actor, { request, action: 'person.studioRole', target: userId }, async (tx) => {
    const person = await requirePerson(tx, userId)
    const answer = { userId, studioRole }
    if (person.studioRole === studioRole) return { answer }
    const ended = [userId]
    if (studioRole !== 'owner') {
      await requireOtherOwner(tx, userId)
      // what an owner handed out could open more than a member may
      await revokeLinks(tx, { kind: 'invitation', createdById: userId })
      await revokeLinks(tx, { kind: 'reset', createdById: userId })
      ended.push(...(await revokeShares(tx, { createdById: userId })))
    }
    // a link to a new password was handed out for the person of before
    await revokeLinks(tx, { kind: 'reset', userId })
    await setStudioRoleOf(tx, userId, studioRole)
    return {
      answer,
      details: { from: person.studioRole, to: studioRole },
      events: ended.map((userId) => ({ type: 'access', userId })),
    }
  })
}
