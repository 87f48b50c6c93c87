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
