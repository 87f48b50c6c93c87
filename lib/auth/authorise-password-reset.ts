import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { can } from './permissions'
import type { Actor } from './schema'

/**
 * Owners may for anyone; a lead for a member of their datasets who is no owner and has no role in a dataset that
 * is not the lead's, since the link could open it.
 * @throws AppError `not_found` for someone the actor shares no dataset with, `forbidden`, `conflict` for a
 * disabled account.
 */
export async function authorisePasswordReset(actor: Actor, userId: string): Promise<void> {
  const person = await db().user.findUnique({
    where: { id: userId },
    select: {
      studioRole: true,
      disabledAt: true,
      memberships: {
        select: { dataset: { select: { members: { where: { userId: actor.id }, select: { role: true } } } } },
      },
    },
  })
  const owner = can(actor, 'manage people')
  const roles = person?.memberships.map(({ dataset }) => dataset.members[0]?.role) ?? []
  if (!person || (!owner && !roles.some(Boolean))) throw new AppError('not_found')
  if (!owner) {
    if (!roles.includes('lead')) throw new AppError('forbidden')
    if (person.studioRole === 'owner' || roles.some((role) => role !== 'lead'))
      throw new AppError('forbidden', 'resetNeedsOwner')
  }
  if (person.disabledAt) throw new AppError('conflict', 'personDisabled')
}
