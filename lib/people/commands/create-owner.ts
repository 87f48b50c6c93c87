import 'server-only'
import { openAccounts } from '@/lib/auth/accounts'
import { authoriseLink, linkNotValid } from '@/lib/auth/authorise-link'
import { takeLink } from '@/lib/auth/writes'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import type { PersonAnswer, Preferences, SetupRequest } from '../schema'

/** The first account, for whoever holds the set-up link. */
export async function createOwner(input: SetupRequest, preferences: Preferences): Promise<PersonAnswer> {
  const link = await authoriseLink(input.token, 'setup')
  const holder = { id: `link:${link.id}` }
  const { name, email, operationId } = input
  const op = { request: { operationId }, action: 'person.create', turn: 'owners' }
  const first = await getFirstAnswer<PersonAnswer>(holder, op)
  if (first) return first.answer
  if (!link.open) throw linkNotValid()
  const accounts = await openAccounts()
  const passwordHash = await accounts.hash(input.password)
  return operate(holder, op, async (tx) => {
    if (!(await takeLink(tx, link.id)) || (await tx.user.count()) > 0) throw linkNotValid()
    const account = { name, email, passwordHash, studioRole: 'owner' as const, ...preferences }
    const userId = await accounts.within(tx).create(account)
    return { answer: { userId }, target: userId, details: { email, studioRole: 'owner' } }
  })
}
