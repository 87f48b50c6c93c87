import 'server-only'
import type { Tx } from '@/lib/db/client'

export type NewApiKey = {
  id: string
  userId: string
  name: string
  keyHash: string
  /** Separated by blanks. */
  verbs: string
  /** JSON list of ids, or null for all. */
  datasets: string | null
  expiresAt: Date
}

export async function addKey(tx: Tx, key: NewApiKey): Promise<void> {
  await tx.apiKey.create({ data: key, select: { id: true } })
}

/** False where the person has no such key, or it is revoked already. */
export async function revokeKeyOf(tx: Tx, userId: string, id: string): Promise<boolean> {
  const where = { id, userId, revokedAt: null }
  const { count } = await tx.apiKey.updateMany({ where, data: { revokedAt: new Date() } })
  return count === 1
}

export async function touchKey(tx: Tx, id: string, lastUsedAt: Date): Promise<void> {
  await tx.apiKey.updateMany({ where: { id }, data: { lastUsedAt } })
}
