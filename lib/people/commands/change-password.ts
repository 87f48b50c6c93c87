import 'server-only'
import { getPasswordHash, openAccounts } from '@/lib/auth/accounts'
import { authoriseSelf } from '@/lib/auth/authorise'
import { countAttempts } from '@/lib/auth/count-attempts'
import type { Actor } from '@/lib/auth/schema'
import { revokeLinks } from '@/lib/auth/writes'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { PasswordChanged, PasswordRequest } from '../schema'

/**
 * A new password for the actor; every other session of theirs ends.
 * @throws AppError `invalid` (`wrongPassword`), `rate_limited` (`tooManySignIns`): guesses count as sign-ins do.
 */
export async function changePassword(actor: Actor, input: PasswordRequest): Promise<PasswordChanged> {
  const me = authoriseSelf(actor)
  const { operationId } = input
  const op = { request: { operationId }, action: 'password.change', target: me.id }
  const first = await getFirstAnswer<PasswordChanged>(actor, op)
  if (first) return first.answer
  const accounts = await openAccounts()
  const known = await countAttempts({ email: me.email, caller: null }, async () => {
    const hash = await getPasswordHash(me.id)
    if (hash && (await accounts.matches(input.current, hash))) return hash
    throw new AppError('invalid', 'wrongPassword')
  })
  const passwordHash = await accounts.hash(input.next)
  return operate(actor, op, async (tx) => {
    if ((await getPasswordHash(me.id, tx)) !== known) throw new AppError('conflict')
    const inside = accounts.within(tx)
    await inside.setPassword(me.id, passwordHash)
    const endedSessions = await inside.endSessions(me.id, me.sessionId)
    await revokeLinks(tx, { kind: 'reset', userId: me.id })
    return {
      answer: { userId: me.id, endedSessions },
      details: { endedSessions },
      events: [{ type: 'access', userId: me.id }],
    }
  })
}
