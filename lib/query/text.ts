import type { Json, Message } from '@/lib/conversations/schema'
import { foldText } from './pairs'
import type { Query } from './words'

// A character that nobody types keeps one message's end and the next one's start apart.
const between = '\u0000'
const notText = new Set(['role', 'type', 'id', 'tool_call_id', 'weight'])

/**
 * The text that search looks at: every string in a message, decoded, but for roles, types and ids, and for data
 * URLs, whose letters nobody searches.
 */
export function searchableText(messages: readonly Message[]): string {
  const texts: string[] = []
  const visit = (value: Json): void => {
    if (typeof value === 'string') {
      if (!value.startsWith('data:')) texts.push(value)
    } else if (Array.isArray(value)) for (const item of value) visit(item)
    else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) if (!notText.has(key)) visit(item)
    }
  }
  for (const message of messages) visit(message)
  return texts.join(between)
}

/** Whether the text terms of a query hold for an example's searchable text; other terms are the database's. */
export function matchesText(query: Query, searchable: string): boolean {
  const folded = foldText(searchable)
  return query.every(
    (term) =>
      term.key !== 'text' || term.values.some((needle) => folded.includes(foldText(needle))) !== term.negated,
  )
}

// what stands in a text as it is typed, unless that writes characters by their numbers
const isPlain = /^[ !#-.0-[\]-~가-힣]+$/

/**
 * Whether a conversation as it is stored surely has not what a query asks for, told without reading it. Needs nothing
 * but its letters: where an escape or a needle of others could hide them, it says no.
 */
export function surelyMisses(query: Query, stored: string): boolean {
  const asked = query.filter(({ key, negated }) => key === 'text' && !negated)
  if (asked.length === 0 || stored.includes('\\u')) return false
  let folded: string | null = null
  const misses = (needle: string) => {
    folded ??= foldText(stored)
    return !folded.includes(foldText(needle))
  }
  return asked.some(
    (term) => term.key === 'text' && term.values.every((needle) => isPlain.test(needle) && misses(needle)),
  )
}
