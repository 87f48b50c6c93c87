import 'server-only'
import { openAccounts } from '@/lib/auth/accounts'
import { authoriseStudio } from '@/lib/auth/authorise'
import { requireOtherOwner, requirePerson } from '@/lib/auth/require-person'
import type { Actor } from '@/lib/auth/schema'
import { revokeLinks } from '@/lib/auth/writes'
import { operate } from '@/lib/operations/operate'
import { revokeShares } from '@/lib/sharing/writes'
import type { StateRequest } from '../schema'
import { setDisabledAt } from '../writes'

/**
 * Disables an account, which ends its sessions, its open reset links and the links it handed out, or enables it.
 * @throws AppError `conflict` (`lastOwner`)
 */
export async function setPersonState(
  actor: Actor,
  userId: string,
  { operationId, disabled }: StateRequest,
): Promise<{ userId: string; disabled: boolean }> {
  authoriseStudio(actor, 'manage people')
  const accounts = await openAccounts()
  const action = disabled ? 'person.disable' : 'person.enable'
  return operate(actor, { request: { operationId }, action, target: userId }, async (tx) => {
    const person = await requirePerson(tx, userId)
    const answer = { userId, disabled }
    if (person.disabled === disabled) return { answer }
    const ended = [userId]
    if (disabled) {
      if (person.studioRole === 'owner') await requireOtherOwner(tx, userId)
      await accounts.within(tx).endSessions(userId)
      await revokeLinks(tx, { kind: 'reset', userId })
      await revokeLinks(tx, { kind: 'reset', createdById: userId })
      await revokeLinks(tx, { kind: 'invitation', createdById: userId })
      ended.push(...(await revokeShares(tx, { createdById: userId })))
    }
    await setDisabledAt(tx, userId, disabled ? new Date() : null)
    return { answer, events: ended.map((userId) => ({ type: 'access', userId })) }
  })
}
