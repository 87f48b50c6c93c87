import 'server-only'
import { hash } from 'node:crypto'
import type { Conversation } from '@/lib/conversations/schema'
import { isInside } from '@/lib/conversations/text-edit'
import { isJsonObject, type Json } from '@/lib/conversations/words'
import type { Found, Span } from './check'
import type { CheckId } from './words'

const longestExcerpt = 200

/** The text that a span marks, and the whole in which it stands; null where there is no such place. */
export function textAtSpan(
  conversation: Conversation,
  messageIndex: number | null,
  span: Span,
): { marked: string; whole: string } | null {
  let at: Json | undefined = messageIndex === null ? undefined : conversation.messages[messageIndex]
  for (const step of span.path) {
    if (Array.isArray(at)) at = typeof step === 'number' ? at[step] : undefined
    else at = at !== undefined && isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined
  }
  if (typeof at !== 'string' || span.from < 0 || span.from > span.to || span.to > at.length) return null
  return { marked: at.slice(span.from, span.to), whole: at }
}

/** The beginning of a text, for lists. */
export function excerptOf(text: string): string {
  if (text.length <= longestExcerpt) return text
  return `${text.slice(0, isInside(text, longestExcerpt) ? longestExcerpt - 1 : longestExcerpt)}…`
}

export type About = { check: CheckId; found: Found; messageId: string | null; text: string; other: string }

/**
 * What stays the same of a finding while the text in which it marks a place does, or its whole message; of one about the
 * example, while it says the same in other numbers. `nth` tells apart what is alike.
 */
export function fingerprintOf({ check, found, messageId, text, other }: About, nth: number): string {
  const whole = messageId === null ? Object.values(found.params).filter((p) => typeof p === 'string') : []
  const said = [check, found.code, messageId, found.span, text, other, whole, nth]
  return hash('sha256', JSON.stringify(said), 'base64url').slice(0, 22)
}

/** What a message says, its weight aside. */
export function wholeMessage(conversation: Conversation, messageIndex: number): string {
  const { weight: _, ...rest } = conversation.messages[messageIndex]!
  return JSON.stringify(rest)
}
