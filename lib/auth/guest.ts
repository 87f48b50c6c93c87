import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { hashOfToken } from './link-token'
import { can } from './permissions'
import type { Actor, Guest, Share, ShareKind } from './schema'

/** Revoked, expired, of a dataset in the trash or never there: all look alike. */
export const shareNotValid = () => new AppError('not_found', 'shareNotValid')

/** Whoever holds the token of a share link, looked up anew each time. @throws AppError `not_found` `shareNotValid` */
export async function guestOf(token: string): Promise<Guest> {
  const link = await db().shareLink.findUnique({
    where: { tokenHash: hashOfToken(token) },
    select: {
      id: true,
      datasetId: true,
      kind: true,
      name: true,
      query: true,
      versionId: true,
      createdById: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
  })
  if (!link || link.revokedAt || (link.expiresAt && link.expiresAt <= new Date())) throw shareNotValid()
  const dataset = await db().dataset.findUnique({ where: { id: link.datasetId }, select: { state: true } })
  if (!dataset || dataset.state === 'trashed') throw shareNotValid()
  const { id, expiresAt, revokedAt, kind, ...share } = link
  return { kind: 'guest', id, name: '', studioRole: null, share: { ...share, kind: kind as ShareKind } }
}

/** What a guest may see. @throws AppError `not_found` `shareNotValid` for everybody else */
export function authoriseShared(actor: Actor): Share {
  if (actor.kind !== 'guest' || !can(actor, 'see what is shared')) throw shareNotValid()
  return actor.share
}
