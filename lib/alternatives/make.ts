import 'server-only'
import { readLine } from '@/lib/conversations/parse'
import type { Tx } from '@/lib/db/client'
import type { StoredExample } from '@/lib/examples/read'
import type { NewExample } from '@/lib/examples/row'
import type { TagOnExample } from '@/lib/examples/schema'
import { countMessages } from '@/lib/tokens/count'
import { type Candidate, pairsOfAlternatives, pairsOfReturned } from './candidates'
import { pairLine } from './pair-line'
import { findPairs, findReturned, keyOf, rejectedHash, type StoredPair } from './read'

export type Wanted = { source: StoredExample; candidate: Candidate; key: string }
export type Ready = Wanted & { example: NewExample; tags: TagOnExample[] }

/** Every pair that an example could make: of its alternatives, and where it is approved of what was returned before. */
export async function wantedOf(tx: Tx, source: StoredExample): Promise<Wanted[]> {
  const then = source.status === 'approved' ? await findReturned(tx, source) : null
  const candidates = [
    ...pairsOfAlternatives(source, source.alternatives),
    ...(then ? pairsOfReturned(source, then) : []),
  ]
  return candidates.map((candidate) => {
    const { messageId, rejected } = candidate
    return {
      source,
      candidate,
      key: keyOf({ sourceId: source.id, messageId, rejectedHash: rejectedHash(rejected) }),
    }
  })
}

/** Each once: what was returned may be kept as an alternative too. */
export const eachOnce = (wanted: readonly Wanted[]): Wanted[] => [
  ...new Map(wanted.map((one) => [one.key, one])).values(),
]

/** The pairs that are there already, by `key`. */
export async function pairsByKey(tx: Tx, wanted: readonly Wanted[]): Promise<Map<string, StoredPair>> {
  const pairs = await findPairs(tx, [...new Set(wanted.map(({ source }) => source.id))])
  return new Map(pairs.map((pair) => [keyOf(pair), pair]))
}

/**
 * The example that a wanted pair becomes: in its prompt the ids and tags of the messages, on it the tags of its source.
 * Null where nothing stands before the answer that a trainer would take for a prompt.
 */
export async function readyPair(wanted: Wanted): Promise<Ready | null> {
  const { source, candidate } = wanted
  const { index, messageId, rejected } = candidate
  const line = readLine(pairLine(source.text, index, rejected))
  if (!line.ok) return null
  const messageIds = [...source.messageIds.slice(0, index + 1), idBeside(source.messageIds)]
  const prompt = new Set(source.messageIds.slice(0, index))
  return {
    ...wanted,
    example: {
      text: line.text,
      conversation: line.conversation,
      messageTokens: await countMessages(line.conversation),
      copiedFrom: source.number,
      sourceKey: source.sourceKey,
      messageIds,
    },
    tags: source.tags.filter(
      (tag) => tag.messageId === null || prompt.has(tag.messageId) || tag.messageId === messageId,
    ),
  }
}

// an id that none of the messages has
function idBeside(messageIds: readonly string[]): string {
  for (let i = 1; ; i++) if (!messageIds.includes(`r${i}`)) return `r${i}`
}
