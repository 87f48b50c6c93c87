import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { DatasetRole, StudioRole } from './schema'

export type LinkKind = 'setup' | 'invitation' | 'reset'
export type NewLink = {
  id: string
  kind: LinkKind
  tokenHash: string
  expiresAt: Date
  email?: string | null
  userId?: string | null
  datasetId?: string | null
  role?: DatasetRole | null
  studioRole?: StudioRole | null
  createdById: string
}

const open = (now: Date) => ({ usedAt: null, revokedAt: null, expiresAt: { gt: now } })

export async function addLink(tx: Tx, link: NewLink): Promise<void> {
  await tx.link.create({ data: link, select: { id: true } })
}

/** Uses a link up; false where it was used, revoked or expired before: of two at once, one gets it. */
export async function takeLink(tx: Tx, id: string): Promise<boolean> {
  const now = new Date()
  const { count } = await tx.link.updateMany({ where: { id, ...open(now) }, data: { usedAt: now } })
  return count === 1
}

/** Ends every open link that has all of these traits; returns how many. */
export async function revokeLinks(
  tx: Tx,
  traits: { kind: LinkKind } & Partial<Record<'id' | 'userId' | 'createdById', string>> & {
      datasetId?: string | null
    },
): Promise<number> {
  const now = new Date()
  const { count } = await tx.link.updateMany({ where: { ...traits, ...open(now) }, data: { revokedAt: now } })
  return count
}

/** What a lead handed out ends with the role that allowed it. */
export async function revokeLinksOfLead(tx: Tx, userId: string, datasetId: string): Promise<void> {
  await revokeLinks(tx, { kind: 'invitation', createdById: userId, datasetId })
  await revokeLinks(tx, { kind: 'reset', createdById: userId })
}

/** Tries of one account in the window, oldest first. */
export async function listAttempts(tx: Tx, accountKey: string, since: Date): Promise<Date[]> {
  const rows = await tx.signInAttempt.findMany({
    where: { accountKey, at: { gt: since } },
    orderBy: { at: 'asc' },
    select: { at: true },
  })
  return rows.map((row) => row.at)
}

/** Counts a try before it is made, and forgets those (of anyone) from before the window. */
export async function addAttempt(tx: Tx, accountKey: string, since: Date): Promise<number> {
  await tx.signInAttempt.deleteMany({ where: { at: { lt: since } } })
  const { id } = await tx.signInAttempt.create({ data: { accountKey }, select: { id: true } })
  return id
}

export async function removeAttempts(tx: Tx, ids: number[]): Promise<void> {
  await tx.signInAttempt.deleteMany({ where: { id: { in: ids } } })
}
