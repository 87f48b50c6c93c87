import { piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import type { Conversation, Message } from '@/lib/conversations/schema'
import { isJsonObject } from '@/lib/conversations/words'

/**
 * What makes two examples near-duplicates: what user and assistant say and what tools are called with, both answers of
 * a preference example too; no system prompt, no tool definition, no tool's answer. NFKC, lower case, single blanks.
 */
export function comparedText({ messages }: Conversation): string {
  const texts = messages.flatMap((message) =>
    message.role === 'user' || message.role === 'assistant' ? textsOf(message) : [],
  )
  return texts.join(' ').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

function textsOf(message: Message): string[] {
  const said = piecesOf(message).flatMap((piece) =>
    piece.kind === 'text' || piece.kind === 'refusal' ? [piece.text] : [],
  )
  const { function_call: call } = message
  const former = isJsonObject(call) && typeof call.arguments === 'string' ? [call.arguments] : []
  return [...said, ...toolCallsOf(message).map(({ args }) => args), ...former]
}
