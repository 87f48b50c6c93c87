import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import { hashOfToken, tokenOf } from '@/lib/auth/link-token'
import type { Actor } from '@/lib/auth/schema'
import { studioUrl } from '@/lib/auth/studio-url'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { readFilter } from '@/lib/examples/filter'
import { findExample } from '@/lib/examples/read'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { findVersion, type VersionAddress } from '@/lib/versions/read'
import type { MadeShare, NewShare } from '../schema'
import { looksIntoTrash, queryOf } from '../scope'
import { addShare } from '../writes'

/**
 * A link by which whoever holds it reads a dataset, what a query finds of it, one example, or a version as it was frozen.
 * @throws AppError `invalid` `badQuery`, `shareOfTrash`, `expiryPast`; `conflict` `versionNotReady`, `versionPurged`;
 * `not_found` where there is no such example or version
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
    const versionId = request.kind === 'version' ? request.version : null
    if (versionId) await requireWhole(tx, { datasetId, versionId })
    const id = newId()
    await addShare(tx, {
      id,
      datasetId,
      kind: request.kind,
      tokenHash: hashOfToken(tokenOf(id)),
      name: request.name ?? '',
      query,
      versionId,
      createdById: actor.id,
      expiresAt,
    })
    const details = { kind: request.kind, query, versionId, expiresAt: request.expiresAt ?? null }
    return { answer: { id, expiresAt: expiresAt?.toISOString() ?? null }, target: id, details }
  })
  return { ...made, url: `${studioUrl()}/shared/${tokenOf(made.id)}` }
}

async function requireWhole(tx: Tx, at: VersionAddress): Promise<void> {
  const { state, frozen } = await findVersion(tx, at)
  if (state !== 'ready') throw new AppError('conflict', 'versionNotReady')
  if (frozen.some(({ purgedAt }) => purgedAt !== null)) throw new AppError('conflict', 'versionPurged')
}
