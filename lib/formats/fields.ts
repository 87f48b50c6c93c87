import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json, type Message, type Rejection } from '@/lib/conversations/schema'
import type { FormatName } from './schema'

export type JsonObject = { [key: string]: Json }
/** What a record becomes: a line as OpenAI writes it, or why not. */
export type Outcome = { ok: true; line: JsonObject } | Rejection

/** A text: a number or yes/no in its place is written out. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** The first of these keys that holds what `read` can read. */
export function firstOf<T>(
  object: JsonObject,
  keys: readonly string[],
  read: (value: Json | undefined) => T | undefined,
): { key: string; value: T } | undefined {
  for (const key of keys) {
    const value = read(ownValue(object, key))
    if (value !== undefined) return { key, value }
  }
  return undefined
}

export const hasKey = (object: JsonObject, key: string): boolean => Object.hasOwn(object, key)

/** Of null or nothing else than blanks: a place that is filled in nowhere. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * What a format does not read, under one key `metadata`: kept, and one broken rule instead of many. Empty fields say
 * nothing. A `metadata` of the record's own stays as it is where nothing else is left.
 */
export function restOf(record: JsonObject, used: readonly string[]): { metadata?: Json } {
  const rest = Object.entries(record).filter(([key, value]) => !used.includes(key) && !isEmpty(value))
  if (rest.length === 0) return {}
  if (rest.length === 1 && rest[0]![0] === 'metadata') return { metadata: rest[0]![1] }
  return { metadata: Object.fromEntries(rest) }
}

/** The list of tools, from a list or from its JSON in a text; bare functions get the wrapping that OpenAI wants. */
export function toolsOf(value: Json | undefined): Json[] | undefined | 'broken' {
  if (isEmpty(value)) return undefined
  const list = typeof value === 'string' ? parseJson(value) : value
  if (isEmpty(list)) return undefined
  if (!Array.isArray(list)) return 'broken'
  return list.map((tool) =>
    isJsonObject(tool) && !hasKey(tool, 'type') && hasKey(tool, 'name')
      ? { type: 'function', function: tool }
      : tool,
  )
}

export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

export const good = (line: JsonObject): Outcome => ({ ok: true, line })

/** A record that is not of the format: `missing` names the field that should be there. */
export const otherFormat = (format: FormatName, missing: string): Rejection => ({
  ok: false,
  code: 'other-format',
  params: { format, missing },
})

export const message = (role: Message['role'], content: string): Message => ({ role, content })
