import 'server-only'
import { authoriseSelf } from '@/lib/auth/authorise'
import type { Actor, KeyVerb } from '@/lib/auth/schema'
import { listDatasets } from '@/lib/datasets/queries'
import { db } from '@/lib/db/client'
import type { KeyRow } from './schema'

/** The actor's own keys that are not revoked, newest first. */
export async function listKeys(actor: Actor): Promise<{ keys: KeyRow[] }> {
  const me = authoriseSelf(actor)
  const rows = await db().apiKey.findMany({
    where: { userId: me.id, revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      name: true,
      verbs: true,
      datasets: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
    },
  })
  const mine = new Map((await listDatasets(me)).map(({ id, name }) => [id, name]))
  const now = new Date()
  const namesOf = (ids: string) =>
    (JSON.parse(ids) as string[]).flatMap((id) => {
      const name = mine.get(id)
      return name === undefined ? [] : [{ id, name }]
    })
  return {
    keys: rows.map((row) => ({
      id: row.id,
      name: row.name,
      verbs: row.verbs.split(' ') as KeyVerb[],
      datasets: row.datasets === null ? null : namesOf(row.datasets),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      expired: row.expiresAt <= now,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
  }
}
