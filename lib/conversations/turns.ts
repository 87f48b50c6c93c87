import { EditError } from './edit-error'
import { idBefore } from './edits'
import { ownValue } from './json'
import { promptLength } from './kind'
import type { ConversationEdit, Draft, FieldPath, Message, MessageId } from './schema'
import { isTrained } from './weights'
import { isPreference, type Json } from './words'

type SetField = Extract<ConversationEdit, { type: 'set-field' }>

/**
 * Cuts a message's text at UTF-16 offset `at`: the rest becomes a message `newId` behind it, with the same role,
 * weight and other keys; tool calls go along with the rest. Blanks around the cut go. Throws EditError('not-text').
 */
export function splitMessage(
  draft: Draft,
  messageId: MessageId,
  at: number,
  newId: MessageId,
): ConversationEdit[] {
  const message = messageOf(draft, messageId)
  const { content } = message
  if (typeof content !== 'string') throw new EditError('not-text', null)
  const keep = content.slice(0, at).trimEnd().length
  const edits: ConversationEdit[] = [
    { type: 'edit-text', messageId, path: ['content'], at: keep, remove: content.slice(keep), insert: '' },
  ]
  for (const key of ['tool_calls', 'function_call']) {
    const value = ownValue(message, key)
    if (value !== undefined) edits.push(setField(messageId, [key], value, undefined))
  }
  const rest: Message = { ...message, content: content.slice(at).trimStart() }
  edits.push({ type: 'insert-message', messageId: newId, afterId: messageId, message: rest })
  return edits
}

/**
 * Joins a message to the one before it, which keeps its weight: texts with a blank line between, tool calls in a row,
 * other keys where the one before has none. Throws EditError: `roles-differ`, `wrong-place` (it is the first),
 * `not-text` (a text and parts).
 */
export function mergeUp(draft: Draft, messageId: MessageId): ConversationEdit[] {
  const message = messageOf(draft, messageId)
  const beforeId = idBefore(draft, messageId)
  if (beforeId === null) throw new EditError('wrong-place', null)
  const before = messageOf(draft, beforeId)
  if (before.role !== message.role) throw new EditError('roles-differ', null)
  const edits: ConversationEdit[] = []
  for (const key of Object.keys(message)) {
    if (key === 'role' || key === 'weight') continue
    const edit = joinKey(beforeId, key, ownValue(before, key), ownValue(message, key)!)
    if (edit) edits.push(edit)
  }
  edits.push({ type: 'delete-message', messageId, afterId: beforeId, message })
  return edits
}

function joinKey(
  beforeId: MessageId,
  key: string,
  mine: Json | undefined,
  other: Json,
): ConversationEdit | null {
  if (key === 'content') return joinContent(beforeId, mine, other)
  if (isEmpty(other)) return null
  if (isEmpty(mine)) return setField(beforeId, [key], mine, other)
  if (key === 'tool_calls' && Array.isArray(mine) && Array.isArray(other)) {
    return setField(beforeId, [key], mine, [...mine, ...other])
  }
  return null
}

function joinContent(beforeId: MessageId, mine: Json | undefined, other: Json): ConversationEdit | null {
  if (isEmpty(other) || other === '') return null
  if (isEmpty(mine)) return setField(beforeId, ['content'], mine, other)
  if (typeof mine === 'string' && typeof other === 'string') {
    const insert = mine === '' ? other : `\n\n${other}`
    return { type: 'edit-text', messageId: beforeId, path: ['content'], at: mine.length, remove: '', insert }
  }
  if (Array.isArray(mine) && Array.isArray(other)) {
    return setField(beforeId, ['content'], mine, [...mine, ...other])
  }
  throw new EditError('not-text', null)
}

function isEmpty(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null
}

/** The weight edits after which all, only the last, or none of the assistant messages train. */
export function setWeights(draft: Draft, rule: 'all' | 'last' | 'none'): ConversationEdit[] {
  const { messages } = draft.conversation
  if (draft.conversation[isPreference]) throw new EditError('no-weights', null)
  const last = messages.findLastIndex((message) => message.role === 'assistant')
  const edits: ConversationEdit[] = []
  messages.forEach((message, index) => {
    if (message.role !== 'assistant') return
    const trains = rule === 'all' || (rule === 'last' && index === last)
    if (trains !== isTrained(message))
      edits.push(weightEdit(message, draft.messageIds[index]!, trains ? 1 : 0))
  })
  return edits
}

/** Sets a weight whatever stands there now: `true` or `"0"` from a file too. */
export function weightEdit(message: Message, messageId: MessageId, to: 0 | 1): ConversationEdit {
  const from = ownValue(message, 'weight')
  if (from === undefined || from === 0 || from === 1) {
    return { type: 'set-weight', messageId, from: from === undefined ? null : from === 0 ? 0 : 1, to }
  }
  return setField(messageId, ['weight'], from, to)
}

/** The edit after which the preferred and the rejected answer have changed places; a tag on one goes along with it. */
export function swapAnswers({ conversation, messageIds }: Draft): ConversationEdit {
  if (!conversation[isPreference]) throw new EditError('no-answers', null)
  const prompt = promptLength(conversation)
  const [before, preferred, rejected] = messageIds.slice(prompt - 1)
  if (!before || !preferred || !rejected) throw new EditError('no-such-message', null)
  return { type: 'move-message', messageId: preferred, fromAfterId: before, toAfterId: rejected }
}

/** A set-field edit in which an absent value is an absent key, as it travels in JSON. */
export function setField(
  messageId: MessageId | null,
  path: FieldPath,
  from: Json | undefined,
  to: Json | undefined,
): SetField {
  return {
    type: 'set-field',
    messageId,
    path,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

function messageOf(draft: Draft, messageId: MessageId): Message {
  const message = draft.conversation.messages[draft.messageIds.indexOf(messageId)]
  if (!message) throw new EditError('no-such-message', null)
  return message
}
