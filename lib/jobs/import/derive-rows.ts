import 'server-only'
import { lineHash } from '@/lib/conversations/hash'
import type { Conversation, Rejection } from '@/lib/conversations/schema'
import { type Cells, toCells } from '@/lib/examples/row'
import { readRecord } from '@/lib/formats/read-record'
import type { Plan } from '@/lib/formats/schema'
import { sourceKeyOf } from '@/lib/imports/source-key'
import { estimateMessage } from '@/lib/tokens/estimate'
import { type Packed, unpackRecords } from './pack-records'

/** What an import's records become, besides what each of them says. */
export type DeriveHow = {
  plan: Plan
  sourceKey: string | null
  place: { datasetId: string; importId: string; authorId: string; at: string }
}
export type DeriveJob = { how: DeriveHow; packed: Packed }

/**
 * `outcomes` has a list for each record: null for each row that it became, or why it is refused. The rows, without
 * their numbers, with the hashes of their lines, stand in the order of the nulls.
 */
export type DerivedRows = {
  outcomes: (Rejection | null)[][]
  rows: { cells: Cells; hash: string }[]
}

/**
 * All that is stored of records besides their numbers; their tokens are estimates, to be counted when they are shown,
 * as their search rows are made.
 */
export function deriveRows({ how, packed }: DeriveJob): DerivedRows {
  const rows: DerivedRows['rows'] = []
  const outcomes = unpackRecords(packed).map((record) =>
    readRecord(record, how.plan).map((result) => {
      if (!result.ok) return result
      rows.push(deriveRow(how, record.line, result.text, result.conversation))
      return null
    }),
  )
  return { outcomes, rows }
}

function deriveRow({ place, ...how }: DeriveHow, line: number, text: string, conversation: Conversation) {
  const { importId, ...rest } = place
  const messageTokens = conversation.messages.map(estimateMessage)
  const sourceKey = sourceKeyOf(conversation, how.sourceKey)
  const hash = lineHash(text)
  const example = {
    text,
    conversation,
    messageTokens,
    sourceKey,
    imported: { importId, line, lineHash: hash },
  }
  return { cells: toCells(example, { ...rest, visible: false }), hash }
}
