import { ownValue } from '@/lib/conversations/json'
import { type Conversation, isJsonObject, type Json } from '@/lib/conversations/schema'

const maxLength = 500
// these hold the conversation, not what it came from
const content = new Set(['messages', 'tools', 'functions', 'parallel_tool_calls'])

/** The value of a field, `metadata.ticket` reaching into an object; a key that has the dot itself comes first. */
function valueAt(object: { [key: string]: Json }, field: string): Json | undefined {
  const whole = ownValue(object, field)
  const dot = field.indexOf('.')
  if (whole !== undefined || dot < 0) return whole
  const inner = ownValue(object, field.slice(0, dot))
  return isJsonObject(inner) ? valueAt(inner, field.slice(dot + 1)) : undefined
}

// neither engine keeps NUL or half of a surrogate pair: spelled out, two different keys stay different
const storable = (text: string): string =>
  text.replace(/\0|\p{Cs}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What a line came from: a text or number of at most 500 characters in that field, else null. */
export function sourceKeyOf(conversation: Conversation, field: string | null): string | null {
  const value = field === null ? undefined : valueAt(conversation, field)
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = storable(String(value).trim())
  return text === '' || text.length > maxLength ? null : text
}

/** Fields of these lines that hold a text or a number, one level deep: what may be chosen as the source key. */
export function listSourceFields(conversations: Conversation[]): string[] {
  const fields = new Set<string>()
  for (const conversation of conversations)
    for (const [key, value] of Object.entries(conversation)) {
      if (content.has(key)) continue
      const inner = isJsonObject(value) ? Object.keys(value).map((name) => `${key}.${name}`) : []
      for (const field of [key, ...inner])
        if (field.length <= 200 && sourceKeyOf(conversation, field) !== null) fields.add(field)
    }
  return [...fields].slice(0, 100)
}
