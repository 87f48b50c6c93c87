import { applyEdit, idBefore } from './edits'
import { ownValue, sameJson } from './json'
import { promptLength } from './kind'
import type { ConversationEdit, Draft, FieldPath, MessageId } from './schema'
import { textEdit } from './text-edit'
import { setField } from './turns'
import { isJsonObject, type Json } from './words'

/** Edits that make `to` of `from`: texts as splices, other values as they are; messages are known by their ids. */
export function editsBetween(from: Draft, to: Draft): ConversationEdit[] {
  const edits: ConversationEdit[] = []
  let now = from
  const add = (edit: ConversationEdit) => {
    now = applyEdit(now, edit)
    edits.push(edit)
  }
  const wanted = new Set(to.messageIds)
  const drop = () => {
    for (const messageId of now.messageIds.filter((id) => !wanted.has(id)))
      add({
        type: 'delete-message',
        messageId,
        afterId: idBefore(now, messageId),
        message: now.conversation.messages[now.messageIds.indexOf(messageId)]!,
      })
  }
  // a conversation is never without a message
  const prompt = from.messageIds.slice(0, promptLength(from.conversation))
  const [first] = to.messageIds
  if (first && !prompt.some((id) => wanted.has(id)))
    add({ type: 'insert-message', messageId: first, afterId: null, message: to.conversation.messages[0]! })
  drop()
  to.messageIds.forEach((messageId, i) => {
    const afterId = to.messageIds[i - 1] ?? null
    if (!now.messageIds.includes(messageId))
      add({ type: 'insert-message', messageId, afterId, message: to.conversation.messages[i]! })
    else if (idBefore(now, messageId) !== afterId)
      add({ type: 'move-message', messageId, fromAfterId: idBefore(now, messageId), toAfterId: afterId })
  })
  const fields = to.messageIds.flatMap((id, i) =>
    valueEdits(id, [], now.conversation.messages[i], to.conversation.messages[i]),
  )
  const line = keysOf(now.conversation, to.conversation)
    .filter((key) => key !== 'messages')
    .flatMap((key) =>
      valueEdits(null, [key], ownValue(now.conversation, key), ownValue(to.conversation, key)),
    )
  return [...edits, ...fields, ...line]
}

function valueEdits(
  messageId: MessageId | null,
  path: FieldPath,
  from: Json | undefined,
  to: Json | undefined,
): ConversationEdit[] {
  if (sameJson(from, to)) return []
  if (messageId !== null && path.length === 1) {
    const own = keyEdit(messageId, String(path[0]), from, to)
    if (own) return [own]
  }
  if (messageId !== null && typeof from === 'string' && typeof to === 'string')
    return [{ type: 'edit-text', messageId, path, ...textEdit(from, to) }]
  if (isJsonObject(from) && isJsonObject(to))
    return keysOf(from, to).flatMap((key) =>
      valueEdits(messageId, [...path, key], ownValue(from, key), ownValue(to, key)),
    )
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length)
    return from.flatMap((value, i) => valueEdits(messageId, [...path, i], value, to[i]))
  return [setField(messageId, path, from, to)]
}

/** Role and weight have edits of their own. */
function keyEdit(
  messageId: MessageId,
  key: string,
  from: Json | undefined,
  to: Json | undefined,
): ConversationEdit | null {
  if (key === 'role') return { type: 'set-role', messageId, from, to } as ConversationEdit
  const isWeight = (value: Json | undefined): value is 0 | 1 | undefined =>
    value === undefined || value === 0 || value === 1
  if (key !== 'weight' || !isWeight(from) || !isWeight(to)) return null
  return { type: 'set-weight', messageId, from: from ?? null, to: to ?? null }
}

const keysOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])]
