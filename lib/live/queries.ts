import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { actorOf } from '@/lib/auth/session'
import { db } from '@/lib/db/client'

/** The datasets whose events an actor may hear; null = all of them. A session that ended hears none. */
export async function listAudibleDatasets(actor: Actor, headers: Headers): Promise<Set<string> | null> {
  const now = await actorOf(headers)
  if (!now || now.id !== actor.id) return new Set()
  if (now.studioRole === 'owner') return null
  const rows = await db().membership.findMany({
    where: { userId: now.id, dataset: { state: { not: 'trashed' } } },
    select: { datasetId: true },
  })
  return new Set(rows.map((r) => r.datasetId))
}
