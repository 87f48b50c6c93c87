import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { findExample } from '@/lib/examples/read'
import { AppError } from '@/lib/result/app-error'
import { pairsOfReturned } from './candidates'
import { findPairs, findReturned, rejectedHash } from './read'
import type { Beside } from './schema'

/** What was returned of an example, and which pairs it has made. @throws AppError `not_found` */
export async function getBeside(actor: Actor, datasetId: string, number: number): Promise<Beside> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const example = await findExample(db(), datasetId, number)
  if (!example) throw new AppError('not_found')
  const [then, made] = [await findReturned(db(), example), await findPairs(db(), [example.id])]
  const messages = then
    ? pairsOfReturned(example, then).map(({ messageId, rejected }) => ({ messageId, text: rejected }))
    : []
  const numberOf = (messageId: string, text: string) =>
    made.find((pair) => pair.messageId === messageId && pair.rejectedHash === rejectedHash(text))?.number
  const numbers = (rows: { key: string; messageId: string; text: string }[]) =>
    Object.fromEntries(
      rows.flatMap(({ key, messageId, text }) => {
        const of = numberOf(messageId, text)
        return of === undefined ? [] : [[key, of]]
      }),
    )
  return {
    returned: then && messages.length > 0 ? { revision: then.revision, messages } : null,
    pairs: {
      alternatives: numbers(example.alternatives.map((one) => ({ key: one.id, ...one }))),
      returned: numbers(messages.map((one) => ({ key: one.messageId, ...one }))),
    },
  }
}
