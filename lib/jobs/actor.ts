import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'

/** Whoever started a job that goes on after a crash; null where the account is gone or disabled. */
export async function actorOfJob(userId: string): Promise<Actor | null> {
  if (userId === 'local') return { kind: 'local', id: 'local', name: 'local', studioRole: 'owner' }
  const user = await db().user.findUnique({ where: { id: userId, disabledAt: null } })
  if (!user) return null
  const { id, name, email } = user
  const studioRole = user.studioRole === 'owner' ? 'owner' : 'member'
  return { kind: 'user', id, name, email, studioRole, sessionId: 'none' }
}
