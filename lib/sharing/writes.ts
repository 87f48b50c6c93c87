import 'server-only'
import type { ShareKind } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'

export type NewShareLink = {
  id: string
  datasetId: string
  kind: ShareKind
  tokenHash: string
  name: string
  query: string
  versionId: string | null
  createdById: string
  expiresAt: Date | null
}

export async function addShare(tx: Tx, link: NewShareLink): Promise<void> {
  await tx.shareLink.create({ data: link, select: { id: true } })
}

/** Ends every link that has all of these traits; their ids, so that who reads by one is told. */
export async function revokeShares(
  tx: Tx,
  traits: Partial<Record<'id' | 'datasetId' | 'createdById', string>>,
): Promise<string[]> {
  const where = { ...traits, revokedAt: null }
  const links = await tx.shareLink.findMany({ where, select: { id: true } })
  await tx.shareLink.updateMany({ where, data: { revokedAt: new Date() } })
  return links.map(({ id }) => id)
}

export async function touchShare(tx: Tx, id: string, lastUsedAt: Date): Promise<void> {
  await tx.shareLink.updateMany({ where: { id }, data: { lastUsedAt } })
}
