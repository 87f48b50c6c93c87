import { conversationOf } from '@/lib/conversations/kind'
import type { Conversation, Frame } from '@/lib/conversations/schema'
import { contentTexts } from '@/lib/tokens/message-text'

type Stored = { text: string; messageIds: string[]; strip: string }
type Changed = { conversation: Conversation; messageIds: string[] }

/**
 * Tokens per message where they are known: what an example's strip says of messages whose content stays as it was;
 * null for the others, with their texts in order.
 */
export function knownTokens(before: Stored, after: Changed): { known: (number | null)[]; open: string[][] } {
  const strip = JSON.parse(before.strip) as Frame[]
  const { messages } = conversationOf(before.text)
  const tokens = new Map<string, number>()
  if (strip.length === messages.length)
    for (const [i, message] of messages.entries())
      tokens.set(keyOf(before.messageIds[i]!, contentTexts(message)), strip[i]![1])
  const open: string[][] = []
  const known = after.conversation.messages.map((message, i) => {
    const texts = contentTexts(message)
    const count = tokens.get(keyOf(after.messageIds[i]!, texts))
    if (count === undefined) open.push(texts)
    return count ?? null
  })
  return { known, open }
}

const keyOf = (messageId: string, texts: string[]): string => JSON.stringify([messageId, texts])
