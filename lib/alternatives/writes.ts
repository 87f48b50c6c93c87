import 'server-only'
import { insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'

export type NewPair = { pairId: number; sourceId: number; messageId: string; rejectedHash: string }

/** Notes what at most 500 pairs were made of. */
export async function addPairs(tx: Tx, datasetId: string, pairs: NewPair[]): Promise<void> {
  await insertRows(
    tx,
    'PreferencePair',
    ['pairId', 'datasetId', 'sourceId', 'messageId', 'rejectedHash'],
    pairs.map((pair) => [pair.pairId, datasetId, pair.sourceId, pair.messageId, pair.rejectedHash]),
  )
}

/** What pairs were made of an example, and what it was made of: hashes of its words among that. */
export async function forgetPairs(tx: Tx, exampleId: number): Promise<void> {
  await tx.preferencePair.deleteMany({ where: { OR: [{ sourceId: exampleId }, { pairId: exampleId }] } })
}
