import type { Conversation } from './schema'
import { isJsonObject, isPreference, type Json } from './words'

/** Whether brackets of a text nest deeper than `limit`; no recursion, and the text need not be valid JSON. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 34) {
      at = endOfString(text, at)
      if (at < 0) return false
    } else if (unit === 91 || unit === 123) {
      if (++depth > limit) return true
    } else if (unit === 93 || unit === 125) depth--
  }
  return false
}

/** Whether any object of a valid line names a key twice, of which JSON.parse keeps only the last. */
export function hasDuplicateKeys(text: string, conversation?: Conversation): boolean {
  // the view of a preference line lacks two of its keys
  const parsed = conversation && !conversation[isPreference] ? conversation : (JSON.parse(text) as Json)
  return keysInText(text) !== keysInValue(parsed)
}

function keysInText(text: string): number {
  let count = 0
  let at = text.indexOf('"')
  while (at >= 0) {
    at = endOfString(text, at) + 1
    let next = text.charCodeAt(at)
    while (next === 32 || next === 9 || next === 13 || next === 10) next = text.charCodeAt(++at)
    if (next === 58) count++
    at = text.indexOf('"', at)
  }
  return count
}

function keysInValue(value: Json): number {
  let count = 0
  if (Array.isArray(value)) for (const inner of value) count += keysInValue(inner)
  else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) count += 1 + keysInValue(value[key] as Json)
  }
  return count
}

/** The offset of the quote that ends the string begun at `start`, -1 where none does. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (quote >= 0) {
    let before = quote - 1
    while (text.charCodeAt(before) === 92) before--
    if ((quote - before) % 2 === 1) return quote
    quote = text.indexOf('"', quote + 1)
  }
  return -1
}
