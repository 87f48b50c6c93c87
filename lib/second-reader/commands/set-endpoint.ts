import 'server-only'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { checkHost } from '../addresses'
import { printBaseUrl, readBaseUrl } from '../base-url'
import { findEndpoint, sealedFor } from '../endpoint'
import type { EndpointAct, EndpointChange } from '../schema'
import { seal } from '../seal'
import { dropEndpoint, freeSlots, setEndpoint } from '../writes'

/**
 * Sets up the model that reads along, or changes how it is asked. A key belongs to one base URL: another one needs it
 * anew.
 * @throws AppError `invalid` `readerUrl`, `readerNeedsHttps`, `readerPrivate`, `readerHostUnknown`, `readerKeyAgain`,
 * `secretKeyWeak`; `conflict` `staleRevision`
 */
export async function changeEndpoint(actor: Actor, request: EndpointChange): Promise<{ revision: number }> {
  authoriseStudio(actor, 'set up the second reader')
  const { operationId, revision, baseUrl: given, model, key, ...settings } = request
  const url = readBaseUrl(given, settings.allowPrivate)
  await checkHost(url.hostname, settings.allowPrivate)
  const baseUrl = printBaseUrl(url)
  // the key is no part of what an operation is known by
  const asked = { operationId, revision, baseUrl, model, settings }
  const action = 'reader.change'
  return operate(actor, { request: asked, action, turn: 'reader-endpoint' }, async (tx) => {
    const now = await findEndpoint(tx)
    const stays = now?.baseUrl === baseUrl && now.keyState !== 'lost'
    if (key === undefined && !stays) throw new AppError('invalid', 'readerKeyAgain')
    const plain = key === undefined ? (now?.key ?? null) : key
    const sealed = plain === null ? null : seal(plain, sealedFor(baseUrl))
    const endpoint = { baseUrl, model, key: sealed, settings: JSON.stringify(settings) }
    if ((now?.revision ?? 0) !== revision || !(await setEndpoint(tx, revision, endpoint)))
      throw new AppError('conflict', 'staleRevision')
    await freeSlots(tx)
    const { host } = url
    return {
      answer: { revision: revision + 1 },
      details: {
        host,
        model,
        allowPrivate: settings.allowPrivate,
        key: key === undefined ? 'kept' : key === null ? 'none' : 'new',
      },
    }
  })
}

/** Forgets the endpoint and its key: nothing is asked any more. @throws AppError `conflict` `staleRevision` */
export async function removeEndpoint(actor: Actor, request: EndpointAct): Promise<object> {
  authoriseStudio(actor, 'set up the second reader')
  return operate(actor, { request, action: 'reader.remove', turn: 'reader-endpoint' }, async (tx) => {
    if (!(await dropEndpoint(tx, request.revision))) throw new AppError('conflict', 'staleRevision')
    return { answer: {} }
  })
}
