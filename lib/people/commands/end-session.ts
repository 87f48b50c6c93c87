import 'server-only'
import { openAccounts } from '@/lib/auth/accounts'
import { authoriseSelf } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { BareRequest } from '../schema'

/** Signs one of the actor's own devices out. */
export async function endSession(
  actor: Actor,
  sessionId: string,
  { operationId }: BareRequest,
): Promise<{ id: string }> {
  const me = authoriseSelf(actor)
  const accounts = await openAccounts()
  return operate(
    actor,
    { request: { operationId }, action: 'session.end', target: sessionId },
    async (tx) => {
      const ended = await accounts.within(tx).endSession(me.id, sessionId)
      if (ended === 0) throw new AppError('not_found')
      return { answer: { id: sessionId }, events: [{ type: 'access', userId: me.id }] }
    },
  )
}
