import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { hashOfToken } from './link-token'
import type { DatasetRole, StudioRole } from './schema'
import type { LinkKind } from './writes'

export type OpenedLink = {
  id: string
  kind: LinkKind
  email: string | null
  userId: string | null
  datasetId: string | null
  role: DatasetRole | null
  studioRole: StudioRole
  createdById: string | null
  expiresAt: Date
  /** False once used, revoked or expired; a repeated request may still get its first answer. */
  open: boolean
}

export const linkNotValid = () => new AppError('not_found', 'linkNotValid')

/** @throws AppError `not_found` where no link of these kinds has this token. */
export async function authoriseLink(token: string, ...kinds: LinkKind[]): Promise<OpenedLink> {
  const link = await db().link.findUnique({
    where: { tokenHash: hashOfToken(token) },
    select: {
      id: true,
      kind: true,
      email: true,
      userId: true,
      datasetId: true,
      role: true,
      studioRole: true,
      createdById: true,
      expiresAt: true,
      usedAt: true,
      revokedAt: true,
    },
  })
  const kind = kinds.find((k) => k === link?.kind)
  if (!link || !kind) throw linkNotValid()
  const { usedAt, revokedAt, ...rest } = link
  return {
    ...rest,
    kind,
    role: link.role as DatasetRole | null,
    studioRole: link.studioRole === 'owner' ? 'owner' : 'member',
    open: !usedAt && !revokedAt && link.expiresAt > new Date(),
  }
}
