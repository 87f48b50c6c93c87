import 'server-only'
import { authoriseDataset, authoriseSelf, authoriseStudio } from '@/lib/auth/authorise'
import { authoriseLink, linkNotValid } from '@/lib/auth/authorise-link'
import type { Actor, DatasetRole, StudioRole } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { meOf } from './me'
import type { InvitationRow, LinkInfo, Me, MemberRow, PersonRow, SessionRow } from './schema'

const studioRoleOf = (value: string | null): StudioRole => (value === 'owner' ? 'owner' : 'member')

/** Whether anyone can sign in yet. */
export async function isSetUp(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null
}

/** Whoever asks, with their settings. */
export async function getMe(actor: Actor): Promise<Me> {
  const { id } = authoriseSelf(actor)
  const user = await db().user.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      email: true,
      studioRole: true,
      locale: true,
      theme: true,
      shortcutsOff: true,
    },
  })
  if (!user) throw new AppError('not_found')
  return meOf(user)
}

/** What a link is for, to whoever holds it. @throws AppError `not_found` (`linkNotValid`) */
export async function getLink(token: string): Promise<LinkInfo> {
  const link = await authoriseLink(token, 'setup', 'invitation', 'reset')
  if (!link.open) throw linkNotValid()
  const [dataset, person] = await Promise.all([
    link.datasetId
      ? db().dataset.findUnique({ where: { id: link.datasetId }, select: { name: true } })
      : null,
    link.userId ? db().user.findUnique({ where: { id: link.userId }, select: { email: true } }) : null,
  ])
  if (link.datasetId && !dataset) throw linkNotValid()
  return {
    kind: link.kind,
    email: person?.email ?? link.email,
    datasetName: dataset?.name ?? null,
    role: link.role,
    studioRole: link.studioRole,
    expiresAt: link.expiresAt.toISOString(),
  }
}

/** The actor's own sessions, newest first. */
export async function listSessions(actor: Actor): Promise<{ sessions: SessionRow[] }> {
  const me = authoriseSelf(actor)
  const rows = await db().session.findMany({
    where: { userId: me.id, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    take: 100,
    select: { id: true, userAgent: true, createdAt: true, expiresAt: true },
  })
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      current: row.id === me.sessionId,
      userAgent: row.userAgent || null,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  }
}

/** Everyone with an account, and the open invitations to the studio alone. */
export async function listPeople(
  actor: Actor,
): Promise<{ people: PersonRow[]; invitations: InvitationRow[] }> {
  authoriseStudio(actor, 'manage people')
  const [people, invitations] = await Promise.all([
    db().user.findMany({
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, email: true, studioRole: true, disabledAt: true, createdAt: true },
    }),
    listInvitations(null),
  ])
  return {
    people: people.map(({ disabledAt, ...person }) => ({
      ...person,
      studioRole: studioRoleOf(person.studioRole),
      disabled: disabledAt !== null,
      createdAt: person.createdAt.toISOString(),
    })),
    invitations,
  }
}

/** Those who hold a role in the dataset, leads first, and its open invitations. */
export async function listMembers(
  actor: Actor,
  datasetId: string,
): Promise<{ members: MemberRow[]; invitations: InvitationRow[] }> {
  await authoriseDataset(actor, 'manage members', datasetId)
  const [members, invitations] = await Promise.all([
    db().membership.findMany({
      where: { datasetId },
      // the three roles happen to stand in order of rank
      orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }, { userId: 'asc' }],
      select: { userId: true, role: true, user: { select: { name: true, email: true } } },
    }),
    listInvitations(datasetId),
  ])
  return {
    members: members.map(({ userId, role, user }) => ({ userId, ...user, role: role as DatasetRole })),
    invitations,
  }
}

async function listInvitations(datasetId: string | null): Promise<InvitationRow[]> {
  const links = await db().link.findMany({
    where: { kind: 'invitation', datasetId, usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, email: true, role: true, studioRole: true, expiresAt: true },
  })
  return links.map((link) => ({
    ...link,
    role: link.role as DatasetRole | null,
    studioRole: studioRoleOf(link.studioRole),
    expiresAt: link.expiresAt.toISOString(),
  }))
}
