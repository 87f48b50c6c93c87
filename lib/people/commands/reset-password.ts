import 'server-only'
import { openAccounts } from '@/lib/auth/accounts'
import { authoriseLink, linkNotValid } from '@/lib/auth/authorise-link'
import { revokeLinks, takeLink } from '@/lib/auth/writes'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import type { ResetRequest } from '../schema'

/** A new password for whoever holds the reset link of an account; all of its sessions end. */
export async function resetPassword(input: ResetRequest): Promise<{ userId: string }> {
  const link = await authoriseLink(input.token, 'reset')
  const holder = { id: `link:${link.id}` }
  const { userId } = link
  const { operationId } = input
  const op = { request: { operationId }, action: 'password.reset', ...(userId ? { target: userId } : {}) }
  const first = await getFirstAnswer<{ userId: string }>(holder, op)
  if (first) return first.answer
  if (!link.open || !userId) throw linkNotValid()
  const accounts = await openAccounts()
  const passwordHash = await accounts.hash(input.password)
  return operate(holder, op, async (tx) => {
    if (!(await takeLink(tx, link.id))) throw linkNotValid()
    const inside = accounts.within(tx)
    await inside.setPassword(userId, passwordHash)
    const sessions = await inside.endSessions(userId)
    await revokeLinks(tx, { kind: 'reset', userId })
    return {
      answer: { userId },
      details: { link: link.id, handedOutBy: link.createdById, sessions },
      events: [{ type: 'access', userId }],
    }
  })
}
