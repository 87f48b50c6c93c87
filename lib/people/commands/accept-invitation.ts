import 'server-only'
import { openAccounts } from '@/lib/auth/accounts'
import { authoriseLink, linkNotValid, type OpenedLink } from '@/lib/auth/authorise-link'
import { type Actor, type DatasetRole, datasetRoles } from '@/lib/auth/schema'
import { revokeLinks, takeLink } from '@/lib/auth/writes'
import type { Tx } from '@/lib/db/client'
import type { LiveEvent } from '@/lib/live/schema'
import { getFirstAnswer, operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { Accepted, AcceptRequest, Preferences } from '../schema'
import { setMembership, setStudioRoleOf } from '../writes'

type NewPerson = { name: string; email: string; password: string }

/**
 * Uses up an invitation: for a new account where name, e-mail and password are given, else for whoever is signed in.
 * @throws AppError `not_found` (`linkNotValid`), `conflict` (`emailTaken`), `unauthenticated` where nobody is
 * signed in and no account is described.
 */
export async function acceptInvitation(
  actor: Actor | null,
  input: AcceptRequest,
  preferences: Preferences,
): Promise<Accepted> {
  const link = await authoriseLink(input.token, 'invitation')
  const holder = { id: `link:${link.id}` }
  const first = await getFirstAnswer<Accepted>(holder, operationOf(link, input.operationId))
  if (first) return first.answer
  if (!link.open) throw linkNotValid()
  const person = personOf(input)
  if (person) return joinAnew(link, input.operationId, person, preferences)
  if (actor?.kind !== 'user') throw new AppError('unauthenticated')
  const userId = actor.id
  return operate(holder, operationOf(link, input.operationId), async (tx) => {
    if (!(await takeLink(tx, link.id))) throw linkNotValid()
    if (link.studioRole === 'owner') await setStudioRoleOf(tx, userId, 'owner')
    const answer = await join(tx, link, userId)
    return { answer, target: userId, details: detailsOf(link), events: eventsOf(link, userId) }
  })
}

function personOf({ name, email, password }: AcceptRequest): NewPerson | null {
  if (name === undefined && email === undefined && password === undefined) return null
  if (name !== undefined && email !== undefined && password !== undefined) return { name, email, password }
  throw new AppError('invalid', 'accountIncomplete')
}

async function joinAnew(
  link: OpenedLink,
  operationId: string,
  person: NewPerson,
  preferences: Preferences,
): Promise<Accepted> {
  const { name, email, password } = person
  const accounts = await openAccounts()
  const passwordHash = await accounts.hash(password)
  return operate({ id: `link:${link.id}` }, operationOf(link, operationId), async (tx) => {
    if (!(await takeLink(tx, link.id))) throw linkNotValid()
    const taken = await tx.user.findUnique({ where: { email }, select: { id: true } })
    if (taken) throw new AppError('conflict', 'emailTaken')
    const account = { name, email, passwordHash, studioRole: link.studioRole, ...preferences }
    const userId = await accounts.within(tx).create(account)
    const answer = await join(tx, link, userId)
    return {
      answer,
      target: userId,
      details: { ...detailsOf(link), email, created: true },
      events: eventsOf(link, userId),
    }
  })
}

/** Gives the role of the invitation; a greater one that the person has already stays. */
async function join(tx: Tx, link: OpenedLink, userId: string): Promise<Accepted> {
  const { datasetId, role } = link
  if (!datasetId || !role) return { userId, datasetId: null }
  const dataset = await tx.dataset.findUnique({
    where: { id: datasetId },
    select: { members: { where: { userId }, select: { role: true } } },
  })
  if (!dataset) throw linkNotValid()
  const rank = (r: string | undefined) => (r ? datasetRoles.indexOf(r as DatasetRole) : datasetRoles.length)
  if (rank(role) < rank(dataset.members[0]?.role)) {
    await setMembership(tx, { datasetId, userId, role })
    // a link to a new password would open more now than when it was handed out
    await revokeLinks(tx, { kind: 'reset', userId })
  }
  return { userId, datasetId }
}

const operationOf = (link: OpenedLink, operationId: string) => ({
  request: { operationId },
  action: 'invitation.accept',
  ...(link.datasetId ? { datasetId: link.datasetId } : {}),
})

const detailsOf = (link: OpenedLink) => ({
  invitation: link.id,
  invitedBy: link.createdById,
  role: link.role,
  studioRole: link.studioRole,
})

const eventsOf = (link: OpenedLink, userId: string): LiveEvent[] => [
  { type: 'access', userId },
  ...(link.datasetId ? [{ type: 'dataset' as const, datasetId: link.datasetId, actorId: userId }] : []),
]
