import 'server-only'
import { conversationOf } from '@/lib/conversations/kind'
import { isInside } from '@/lib/conversations/text-edit'
import type { Tx } from '@/lib/db/client'
import { textAtSpan } from './place'
import type { FindingRow } from './schema'

const unitsAround = 60
/** Of examples that are longer than this no page of a list reads the text. */
const mostTokens = 20_000

/** The same findings with the words before and behind each, where its place has some. */
export async function withAround(tx: Tx, datasetId: string, rows: FindingRow[]): Promise<FindingRow[]> {
  const numbers = [...new Set(rows.flatMap(({ span, number }) => (span ? [number] : [])))]
  const examples = await tx.example.findMany({
    where: { datasetId, number: { in: numbers }, tokens: { lte: mostTokens } },
    select: { number: true, text: true },
  })
  const conversations = new Map(examples.map(({ number, text }) => [number, conversationOf(text)]))
  return rows.map((row) => {
    const conversation = conversations.get(row.number)
    const { messageIndex, span } = row
    const place = conversation && span ? textAtSpan(conversation, messageIndex, span) : null
    return place && span ? { ...row, around: aroundOf(place.whole, span) } : row
  })
}

function aroundOf(text: string, { from, to }: { from: number; to: number }): FindingRow['around'] {
  const start = Math.max(0, from - unitsAround)
  const end = Math.min(text.length, to + unitsAround)
  const before = text.slice(isInside(text, start) ? start + 1 : start, from)
  const after = text.slice(to, isInside(text, end) ? end - 1 : end)
  return {
    before: start > 0 ? `…${before.trimStart()}` : before,
    after: end < text.length ? `${after.trimEnd()}…` : after,
  }
}
