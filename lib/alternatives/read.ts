import 'server-only'
import { hash } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import { type StoredExample, textAt } from '@/lib/examples/read'
import type { Texts } from './candidates'

export const rejectedHash = (text: string): string => hash('sha256', text, 'base64url')

/** The text of an example as it stood when it was last returned, and at which revision; null where it never was. */
export async function findReturned(
  tx: Tx,
  example: StoredExample,
): Promise<(Texts & { revision: number }) | null> {
  const row = await tx.revision.findFirst({
    where: { exampleId: example.id, number: { lte: example.revision }, statusAfter: 'changes_requested' },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const texts = row && (await textAt(tx, example, row.number))
  return texts ? { ...texts, revision: row.number } : null
}

export type StoredPair = {
  sourceId: number
  messageId: string
  rejectedHash: string
  number: number
  trashed: boolean
}

/** The pairs that were made of these examples. */
export async function findPairs(tx: Tx, sourceIds: number[]): Promise<StoredPair[]> {
  const rows = await tx.preferencePair.findMany({
    where: { sourceId: { in: sourceIds } },
    select: {
      sourceId: true,
      messageId: true,
      rejectedHash: true,
      pair: { select: { number: true, trashedAt: true } },
    },
  })
  return rows.map(({ pair, ...row }) => ({ ...row, number: pair.number, trashed: pair.trashedAt !== null }))
}

/** What says that two pairs are the same one. */
export const keyOf = (pair: { sourceId: number; messageId: string; rejectedHash: string }): string =>
  `${pair.sourceId} ${pair.messageId} ${pair.rejectedHash}`
