import { ownValue } from '@/lib/conversations/json'
import { hasDuplicateKeys } from '@/lib/conversations/line-structure'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import { readLine } from '@/lib/conversations/parse'
import type { Conversation, ConversationEdit, LineResult, Message } from '@/lib/conversations/schema'
import { writeEdits } from '@/lib/conversations/splice'
import { weightEdit } from '@/lib/conversations/turns'
import { isMasked } from './marks'

/**
 * Writes weight 0 into assistant messages of a chat line that another tool's mark says not to learn from. Nothing else
 * of the line changes; the mark stays beside it.
 */
export function adoptMarks(result: LineResult): LineResult {
  if (!result.ok || result.kind !== 'chat') return result
  const { text, conversation } = result
  if (!conversation.messages.some(isToBeMasked)) return result
  const ids = initialMessageIds(conversation.messages.length)
  const edits = conversation.messages.flatMap((message, i) =>
    isToBeMasked(message) ? [weightEdit(message, ids[i]!, 0)] : [],
  )
  return readLine(spliced(text, conversation, ids, edits))
}

const isToBeMasked = (message: Message) =>
  message.role === 'assistant' && isMasked(message) && ownValue(message, 'weight') === undefined

function spliced(text: string, conversation: Conversation, ids: string[], edits: ConversationEdit[]): string {
  const first: ConversationEdit[] = hasDuplicateKeys(text, conversation) ? [{ type: 'keep-last-keys' }] : []
  return writeEdits(text, ids, [...first, ...edits]).text
}
