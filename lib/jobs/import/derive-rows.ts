import 'server-only'
import { lineHash } from '@/lib/conversations/hash'
import { conversationOf } from '@/lib/conversations/kind'
import { openRow } from '@/lib/db/bulk'
import type { Engine } from '@/lib/db/engine'
import { exampleColumns, toCells } from '@/lib/examples/row'
import { estimateMessage } from '@/lib/tokens/estimate'

export type LineToDerive = { line: number; text: string; sourceKey: string | null }
export type DeriveJob = {
  engine: Engine
  place: { datasetId: string; importId: string; authorId: string; at: string }
  lines: LineToDerive[]
}
/** In the order of the lines: rows that lack their number, hashes, pairs for the search. */
export type DerivedRows = { open: string[]; hashes: string[]; pairs: string[] }

/** All that is stored of lines besides their numbers; their tokens are estimates, to be counted when they are shown. */
export function deriveRows({ engine, place, lines }: DeriveJob): DerivedRows {
  const { importId, ...rest } = place
  const rows: DerivedRows = { open: [], hashes: [], pairs: [] }
  for (const { line, text, sourceKey } of lines) {
    const conversation = conversationOf(text)
    const messageTokens = conversation.messages.map(estimateMessage)
    const example = { text, conversation, messageTokens, sourceKey, imported: { importId, line } }
    const { cells, pairs } = toCells(example, { ...rest, visible: false })
    rows.open.push(openRow(exampleColumns, cells, engine))
    rows.hashes.push(lineHash(text))
    rows.pairs.push(pairs)
  }
  return rows
}
