import type { Conversation, Message } from '@/lib/conversations/schema'

/** The texts of a message's content: the string, or its text parts. Calls, images and refusals are no content. */
export function contentTexts(message: Message): string[] {
  const { content } = message
  if (typeof content === 'string') return [content]
  if (!Array.isArray(content)) return []
  return content.flatMap((part) => {
    const text = typeof part === 'object' && part !== null && !Array.isArray(part) ? part : {}
    return text.type === 'text' && typeof text.text === 'string' ? [text.text] : []
  })
}

/** The texts of all messages in one list, with the number of texts of each message. */
export function textsOf({ messages }: Conversation): { texts: string[]; perMessage: number[] } {
  const byMessage = messages.map(contentTexts)
  return { texts: byMessage.flat(), perMessage: byMessage.map((texts) => texts.length) }
}

/** Adds up counts of texts per message; `perMessage` as `textsOf` gives it. */
export function sumPerMessage(counts: number[], perMessage: number[]): number[] {
  let at = 0
  return perMessage.map((length) => {
    const sum = counts.slice(at, at + length).reduce((total, count) => total + count, 0)
    at += length
    return sum
  })
}
