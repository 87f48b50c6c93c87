import { ownValue } from './json'
import { partOf } from './kind'
import type { Conversation, Lesson, Message } from './schema'

/** What a trainer does with a message. Of a preference example only the two answers are a lesson, weights or not. */
export function lessonAt(conversation: Conversation, index: number): Lesson {
  const message = conversation.messages[index]
  const part = partOf(conversation, index)
  if (part === 'preferred') return 1
  if (part === 'rejected') return -2
  if (part === 'prompt' || message?.role !== 'assistant') return -1
  return isTrained(message) ? 1 : 0
}

/**
 * Whether a trainer would learn from this message of a chat: an assistant's, unless its weight is 0. Spellings that are no valid
 * weight (`false`, `"0"`) count as what they plainly mean, and are problems of their own.
 */
export function isTrained(message: Message): boolean {
  return message.role === 'assistant' && !isZero(ownValue(message, 'weight'))
}

function isZero(weight: unknown): boolean {
  if (typeof weight === 'string') return weight.trim() !== '' && Number(weight) === 0
  return weight === 0 || weight === false
}
