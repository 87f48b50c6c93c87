import 'server-only'
import { authoriseDataset, authoriseSelf } from '@/lib/auth/authorise'
import { keyOf } from '@/lib/auth/key'
import { hashOfToken } from '@/lib/auth/link-token'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { type MadeKey, mostKeys, type NewKey } from '../schema'
import { addKey } from '../writes'

/**
 * A key with which a script does part of what the actor may.
 * @throws AppError `not_found` for a dataset that is not there for the actor, `conflict` `tooManyKeys`
 */
export async function createKey(actor: Actor, request: NewKey): Promise<MadeKey> {
  const me = authoriseSelf(actor)
  for (const dataset of request.datasets ?? []) await authoriseDataset(me, 'see a dataset', dataset)
  const { name, days } = request
  const verbs = [...new Set(request.verbs)]
  const datasets = request.datasets && [...new Set(request.datasets)]
  const made = await operate(actor, { request, action: 'key.create', turn: `keys:${me.id}` }, async (tx) => {
    const now = new Date()
    const held = await tx.apiKey.count({ where: { userId: me.id, revokedAt: null, expiresAt: { gt: now } } })
    if (held >= mostKeys) throw new AppError('conflict', 'tooManyKeys', { params: { most: mostKeys } })
    const id = newId()
    const expiresAt = new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
    await addKey(tx, {
      id,
      userId: me.id,
      name,
      keyHash: hashOfToken(keyOf(id)),
      verbs: verbs.join(' '),
      datasets: datasets && JSON.stringify(datasets),
      expiresAt,
    })
    return {
      answer: { id, expiresAt: expiresAt.toISOString() },
      target: id,
      details: { verbs, datasets, days },
    }
  })
  return { ...made, key: keyOf(made.id) }
}
