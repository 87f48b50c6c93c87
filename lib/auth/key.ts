import 'server-only'
import { createHmac } from 'node:crypto'
import { db } from '@/lib/db/client'
import { callerOf } from './address'
import { countUnknownKey } from './count-attempts'
import { hashOfToken } from './link-token'
import type { ApiKeyActor, KeyVerb } from './schema'
import { installSecret } from './secret'

/** How a key begins, so that people and scanners of secrets know one when they see it. */
export const keyPrefix = 'finecut_'

/** The key of an id: 256 bits, made as those of links are. */
export const keyOf = (id: string): string =>
  keyPrefix + createHmac('sha256', installSecret('auth-secret')).update(`key:${id}`).digest('base64url')

/**
 * Whoever made the key, with what it may; null for one that is unknown, revoked or expired, or whose owner is disabled.
 * @throws AppError `rate_limited` for an address that has tried too many unknown ones
 */
export async function keyActorOf(given: string, headers: Headers): Promise<ApiKeyActor | null> {
  const key = await db().apiKey.findUnique({
    where: { keyHash: hashOfToken(given) },
    select: {
      id: true,
      userId: true,
      verbs: true,
      datasets: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
  })
  if (!key) {
    await countUnknownKey(callerOf(headers))
    return null
  }
  if (key.revokedAt || key.expiresAt <= new Date()) return null
  const user = await db().user.findUnique({
    where: { id: key.userId },
    select: { id: true, name: true, email: true, studioRole: true, disabledAt: true },
  })
  if (!user || user.disabledAt) return null
  return {
    kind: 'key',
    id: user.id,
    name: user.name,
    email: user.email,
    studioRole: user.studioRole === 'owner' ? 'owner' : 'member',
    key: {
      id: key.id,
      verbs: key.verbs.split(' ') as KeyVerb[],
      datasets: key.datasets === null ? null : (JSON.parse(key.datasets) as string[]),
      lastUsedAt: key.lastUsedAt,
    },
  }
}
