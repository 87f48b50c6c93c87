import { editsBetween } from '@/lib/conversations/between'
import { ownValue } from '@/lib/conversations/json'
import { promptLength } from '@/lib/conversations/kind'
import type { Conversation, ConversationEdit, Draft, FieldPath, Message } from '@/lib/conversations/schema'
import { isJsonObject, type Json } from '@/lib/conversations/words'
import type { SetAside } from './schema'

/** The edits that put what was set aside into the text of now; none where it stands there, or its place is gone. */
export function putBack(draft: Draft, aside: SetAside): ConversationEdit[] {
  const { messageId, path, value } = aside
  const { conversation, messageIds } = draft
  if (messageId === null) {
    const line = path && path[0] !== 'messages' && withValue(conversation as Json, path, value)
    return line ? editsBetween(draft, { ...draft, conversation: keeping(conversation, line) }) : []
  }
  const index = messageIds.indexOf(messageId)
  if (index < 0) {
    if (path !== null || !isJsonObject(value)) return []
    const afterId = messageIds[promptLength(conversation) - 1] ?? null
    return [{ type: 'insert-message', messageId, afterId, message: value as Message }]
  }
  const message = path === null ? value : withValue(conversation.messages[index]!, path, value)
  if (message === null) return []
  const messages = conversation.messages.with(index, message as Message)
  return editsBetween(draft, { ...draft, conversation: { ...conversation, messages } })
}

// the kind of an example is no part of its JSON
const keeping = (was: Conversation, line: Json): Conversation => ({ ...was, ...(line as Conversation) })

function withValue(root: Json, path: FieldPath, value: Json): Json | null {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (Array.isArray(root) && typeof step === 'number') {
    const old = root[step]
    const inner = old === undefined ? null : withValue(old, rest, value)
    return inner === null ? null : root.with(step, inner)
  }
  if (!isJsonObject(root) || typeof step !== 'string') return null
  const old = ownValue(root, step)
  if (old === undefined && rest.length > 0) return null
  const inner = withValue(old ?? null, rest, value)
  return inner === null && rest.length > 0 ? null : { ...root, [step]: inner }
}
