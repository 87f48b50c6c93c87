import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { APIError } from 'better-auth/api'
import { AppError } from '@/lib/result/app-error'
import { auth } from './auth'
import { guestOf } from './guest'
import { keyActorOf, keyPrefix } from './key'
import type { Actor } from './schema'
import { installSecret } from './secret'

/** `Authorization: Share TOKEN` is how a guest's page asks. */
const guestScheme = 'Share '

const digest = (text: string) => createHash('sha256').update(text).digest()

/** A session that was ended while its time was being prolonged. */
function endedMeanwhile(error: unknown): null {
  if (error instanceof APIError && error.statusCode === 401) return null
  throw error
}

/**
 * Who sent these headers; null for nobody (no session, an ended one, a disabled account).
 * @throws AppError `not_found` for a share link that is not valid (any more), `rate_limited` for many unknown keys
 */
export async function actorOf(headers: Headers): Promise<Actor | null> {
  const given = headers.get('authorization')
  // whoever says who they are is nobody else, whatever cookie comes with it
  if (given?.startsWith(guestScheme)) return guestOf(given.slice(guestScheme.length))
  if (given !== null) {
    const token = given.replace(/^Bearer /, '')
    if (token.startsWith(keyPrefix)) return keyActorOf(token, headers)
    if (!timingSafeEqual(digest(token), digest(installSecret('local-token')))) return null
    return { kind: 'local', id: 'local', name: 'local', studioRole: 'owner' }
  }
  if (!headers.get('cookie')?.includes('finecut')) return null
  const found = await auth()
    .api.getSession({ headers, query: { disableRefresh: false } })
    .catch(endedMeanwhile)
  if (!found || found.user.disabledAt) return null
  return {
    kind: 'user',
    id: found.user.id,
    name: found.user.name,
    email: found.user.email,
    studioRole: found.user.studioRole === 'owner' ? 'owner' : 'member',
    sessionId: found.session.id,
  }
}

/** @throws AppError `unauthenticated` */
export async function requireActor(headers: Headers): Promise<Actor> {
  const actor = await actorOf(headers)
  if (!actor) throw new AppError('unauthenticated')
  return actor
}
