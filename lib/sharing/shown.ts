import { ownValue } from '@/lib/conversations/json'
import { partOf, settingsOf } from '@/lib/conversations/kind'
import { type Piece, piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import type { Conversation, Message } from '@/lib/conversations/schema'
import { lessonAt } from '@/lib/conversations/weights'
import { isJsonObject, type Json } from '@/lib/conversations/words'
import type { TagOnExample } from '@/lib/examples/schema'
import type { SharedExample, SharedMessage, SharedPiece } from './schema'

/**
 * The messages of a conversation as a guest reads them. Everything is named: a participant's name, an id, a key that
 * Finecut doesn't know or a part that it can't show is left out, whatever a file brought.
 */
export function shownMessages(
  conversation: Conversation,
  messageIds: readonly string[],
  tags: readonly TagOnExample[],
): SharedMessage[] {
  return conversation.messages.map((message, index) => ({
    role: message.role,
    part: partOf(conversation, index),
    lesson: lessonAt(conversation, index),
    pieces: piecesOf(message).map(shownPiece),
    calls: shownCalls(message),
    tagIds: tags.filter((tag) => tag.messageId === messageIds[index]).map((tag) => tag.tagId),
  }))
}

function shownPiece(piece: Piece): SharedPiece {
  switch (piece.kind) {
    case 'text':
    case 'refusal':
      return { kind: piece.kind, text: piece.text }
    case 'image':
      // of one that is in the line itself, only what it is
      return {
        kind: 'image',
        url: piece.url.startsWith('data:') ? piece.url.slice(0, 40).replace(/[;,].*/s, '') : piece.url,
      }
    case 'other':
      return {
        kind: 'other',
        text: isJsonObject(piece.value) ? textOf(ownValue(piece.value, 'type')) : '',
      }
  }
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

function shownCalls(message: Message): SharedMessage['calls'] {
  const calls = toolCallsOf(message).map(({ name, args }) => ({ name, arguments: args }))
  const legacy = ownValue(message, 'function_call')
  if (legacy === undefined || !isJsonObject(legacy)) return calls
  return [
    ...calls,
    { name: textOf(ownValue(legacy, 'name')), arguments: textOf(ownValue(legacy, 'arguments')) },
  ]
}

/** The tools that a conversation could call: what each is called, and what it says it does. */
export function shownTools(conversation: Conversation): SharedExample['tools'] {
  const tools = ownValue(settingsOf(conversation), 'tools')
  if (!Array.isArray(tools)) return []
  return tools.flatMap((tool) => {
    const about = isJsonObject(tool) ? ownValue(tool, 'function') : undefined
    if (about === undefined || !isJsonObject(about)) return []
    return [{ name: textOf(ownValue(about, 'name')), description: textOf(ownValue(about, 'description')) }]
  })
}
