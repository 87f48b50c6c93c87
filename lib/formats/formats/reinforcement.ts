import { ownValue } from '@/lib/conversations/json'
import { knownLineKeys } from '@/lib/conversations/problems/known-keys'
import { isJsonObject, type Json, type Rejection } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import { good, type JsonObject } from '../fields'
import type { Format } from '../format'

// what unfinished chats carry too; anything else beside a prompt is for a grader
const bookkeeping =
  /^_?(id|uuid|key|metadata|meta|source|tags?|name|category|topic|split|index|images?|created(_?at)?|time(stamp)?|model|lang(uage)?|user(_?id)?|(conversation|session|chat|thread)_?id)$/i

function graderKeys(record: JsonObject): string[] {
  return Object.keys(record).filter((key) => !knownLineKeys.has(key) && !bookkeeping.test(key))
}

/**
 * Whether a line is reinforcement data (FORMATS 1.7): a prompt that ends with the user and has no answer, and keys
 * beside it that a grader reads. A line that ends with the assistant is a chat, whatever keys it has.
 */
export function looksLikeReinforcement(record: Json): boolean {
  if (!isJsonObject(record)) return false
  const messages = ownValue(record, 'messages')
  if (!Array.isArray(messages) || messages.length === 0) return false
  const roles = messages.map((message) => (isJsonObject(message) ? message.role : undefined))
  return roles.at(-1) === 'user' && !roles.includes('assistant') && graderKeys(record).length > 0
}

export function refuseReinforcement(record: JsonObject): Rejection {
  const keys = visibleText(graderKeys(record).join(', '), 80)
  return { ok: false, code: 'reinforcement', params: { keys } }
}

export const reinforcement: Format = {
  name: 'reinforcement',
  detect: (record) => (looksLikeReinforcement(record) ? 1 : 0),
  convert: (record) => [looksLikeReinforcement(record) ? refuseReinforcement(record) : good(record)],
}
