import type { Conversation } from '@/lib/conversations/schema'
import { isPreference } from '@/lib/conversations/words'
import type { Alternative, AlternativeBody, SetAlternative } from './schema'

export type Content = { conversation: Conversation; messageIds: string[] }

/** Whether a message of this draft may hold alternatives: an assistant message of a chat. */
export function takesAlternatives({ conversation, messageIds }: Content, messageId: string): boolean {
  const message = conversation.messages[messageIds.indexOf(messageId)]
  return message?.role === 'assistant' && !conversation[isPreference]
}

export const bodyOf = ({ text, origin }: Alternative): AlternativeBody => ({ text, origin })

/** The edit that takes an alternative away. */
export const removalOf = (alternative: Alternative): SetAlternative => ({
  type: 'set-alternative',
  alternativeId: alternative.id,
  messageId: alternative.messageId,
  from: bodyOf(alternative),
  to: null,
})

/** The alternatives after an edit; of another one of that id nothing is left. */
export function withAlternative<T extends Alternative>(
  all: readonly T[],
  { alternativeId: id, messageId, to }: SetAlternative,
): (T | Alternative)[] {
  const set: Alternative[] = to ? [{ id, messageId, ...to }] : []
  const at = all.findIndex((one) => one.id === id)
  return at < 0 ? [...all, ...set] : [...all.slice(0, at), ...set, ...all.slice(at + 1)]
}
