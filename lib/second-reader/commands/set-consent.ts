import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { findEndpoint } from '../endpoint'
import type { ConsentChange } from '../schema'
import { setConsent } from '../writes'

/**
 * Lets examples of a dataset be sent to the model and host that the lead saw, or to nobody. Where the studio's endpoint
 * becomes another one, it holds no more.
 * @throws AppError `conflict` `readerNotSet`, `readerMoved`
 */
export async function changeConsent(
  actor: Actor,
  datasetId: string,
  request: ConsentChange,
): Promise<object> {
  await authoriseDataset(actor, 'send examples to a model', datasetId)
  const { allowed, model, host } = request
  const action = allowed ? 'reader.allow' : 'reader.forbid'
  return operate(actor, { request, action, datasetId, turn: 'reader-endpoint' }, async (tx) => {
    const endpoint = await findEndpoint(tx)
    if (allowed && !endpoint) throw new AppError('conflict', 'readerNotSet')
    if (allowed && (endpoint?.model !== model || endpoint.host !== host))
      throw new AppError('conflict', 'readerMoved')
    await setConsent(tx, allowed ? { datasetId, model, host, byId: actor.id } : { datasetId })
    return {
      answer: {},
      details: { model, host },
      events: [{ type: 'reader', datasetId, actorId: actor.id }],
    }
  })
}
