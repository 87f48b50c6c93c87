import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import { hashOfToken, tokenOf } from '@/lib/auth/link-token'
import type { Actor } from '@/lib/auth/schema'
import { studioUrl } from '@/lib/auth/studio-url'
import { newId } from '@/lib/db/ids'
import { readFilter } from '@/lib/examples/filter'
import { findExample } from '@/lib/examples/read'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import type { MadeShare, NewShare } from '../schema'
import { looksIntoTrash, queryOf } from '../scope'
import { addShare } from '../writes'

/**
 * A link by which whoever holds it reads a dataset, what a query finds of it, or one example.
 * @throws AppError `invalid` `badQuery`, `shareOfTrash`, `expiryPast`; `not_found` where there is no such example
 */
export async function createShare(actor: Actor, datasetId: string, request: NewShare): Promise<MadeShare> {
  await authoriseDataset(actor, 'share a dataset', datasetId)
  const query = queryOf(request)
  if (looksIntoTrash(query)) throw new AppError('invalid', 'shareOfTrash')
  const expiresAt = request.expiresAt ? new Date(request.expiresAt) : null
  const operation = { request, action: 'share.create', datasetId }
  const made = await operate(actor, operation, async (tx) => {
    if (expiresAt && expiresAt <= new Date()) throw new AppError('invalid', 'expiryPast')
    await readFilter(tx, actor.id, datasetId, query)
    if (request.kind === 'example') {
      const example = await findExample(tx, datasetId, request.number)
      if (!example || example.trashed) throw new AppError('not_found')
    }
    const id = newId()
    await addShare(tx, {
      id,
      datasetId,
      kind: request.kind,
      tokenHash: hashOfToken(tokenOf(id)),
      name: request.name ?? '',
      query,
      createdById: actor.id,
      expiresAt,
    })
    const details = { kind: request.kind, query, expiresAt: request.expiresAt ?? null }
    return { answer: { id, expiresAt: expiresAt?.toISOString() ?? null }, target: id, details }
  })
  return { ...made, url: `${studioUrl()}/shared/${tokenOf(made.id)}` }
}
