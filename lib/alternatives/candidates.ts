import { conversationOf, kindOf } from '@/lib/conversations/kind'
import { lessonAt } from '@/lib/conversations/weights'
import type { Alternative } from '@/lib/examples/schema'
import { pairText } from './pair-line'

export type Texts = { text: string; messageIds: string[] }
/** A pair that could be made: the message at `index` against `rejected`; `of` says whose text that is. */
export type Candidate = {
  of: 'returned' | { alternativeId: string }
  messageId: string
  index: number
  rejected: string
}

/** The pairs that alternatives make with the text. */
export function pairsOfAlternatives(now: Texts, alternatives: readonly Alternative[]): Candidate[] {
  const { messages } = conversationOf(now.text)
  return alternatives.flatMap(({ id: alternativeId, messageId, text }) => {
    const index = now.messageIds.indexOf(messageId)
    const candidate = { of: { alternativeId }, messageId, index, rejected: text }
    return index > 0 && differs(pairText(messages[index]), text) ? [candidate] : []
  })
}

/** The assistant messages that said something else at an earlier revision, and are learnt from now. */
export function pairsOfReturned(now: Texts, then: Texts): Candidate[] {
  const [current, earlier] = [conversationOf(now.text), conversationOf(then.text)]
  if (kindOf(current) === 'preference') return []
  return current.messages.flatMap((message, index) => {
    const messageId = now.messageIds[index]!
    const rejected = pairText(earlier.messages[then.messageIds.indexOf(messageId)])
    if (index === 0 || rejected === null || lessonAt(current, index) !== 1) return []
    return differs(pairText(message), rejected)
      ? [{ of: 'returned' as const, messageId, index, rejected }]
      : []
  })
}

const differs = (preferred: string | null, rejected: string) => preferred !== null && preferred !== rejected
