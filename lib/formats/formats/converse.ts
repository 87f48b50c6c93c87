import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { good, type JsonObject, message, type Outcome, otherFormat, restOf } from '../fields'
import type { Format } from '../format'
import { readTurns } from '../turns'

/** The texts of parts that have no `type`; undefined where a part is something else. */
function plainParts(value: Json | undefined): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const texts = value.map((part) =>
    isJsonObject(part) && ownValue(part, 'type') === undefined ? ownValue(part, 'text') : undefined,
  )
  return texts.every((text) => typeof text === 'string') ? (texts as string[]) : undefined
}

/** A part as OpenAI writes it; images keep their address. */
function partOf(part: Json): Json {
  if (!isJsonObject(part)) return part
  const { text, image, ...rest } = part
  if (typeof text === 'string') return { type: 'text', text, ...rest }
  const source = image !== undefined && isJsonObject(image) ? ownValue(image, 'source') : undefined
  const place = source !== undefined && isJsonObject(source) ? ownValue(source, 's3Location') : undefined
  const url = place !== undefined && isJsonObject(place) ? ownValue(place, 'uri') : undefined
  return typeof url === 'string' ? { type: 'image_url', image_url: { url } } : part
}

const contentOf = (parts: Json[]): Json => {
  const texts = plainParts(parts)
  return texts?.length === 1 ? texts[0]! : parts.map(partOf)
}

function convert(record: JsonObject, roles: Parameters<typeof readTurns>[1]): Outcome {
  const turns = ownValue(record, 'messages')
  if (!Array.isArray(turns) || turns.length === 0) return otherFormat('converse', 'messages')
  const written = turns.map((turn) => {
    const parts = isJsonObject(turn) ? ownValue(turn, 'content') : undefined
    return isJsonObject(turn) && Array.isArray(parts) ? { ...turn, content: contentOf(parts) } : turn
  })
  const read = readTurns(written, roles)
  if (!read.ok) return read
  const system = plainParts(ownValue(record, 'system'))
  const before = system ? [message('system', system.join('\n'))] : []
  const used = ['messages', 'schemaVersion', ...(system ? ['system'] : [])]
  return good({ messages: [...before, ...read.messages], ...restOf(record, used) })
}

/** The Converse API of Bedrock: parts without a type, the system prompt beside the messages (FORMATS 2.9). */
export const converse: Format = {
  name: 'converse',
  detect: (record) => {
    if (!isJsonObject(record)) return 0
    const turns = ownValue(record, 'messages')
    const [first] = Array.isArray(turns) ? turns : []
    if (first === undefined || !isJsonObject(first)) return 0
    const parts = ownValue(first, 'content')
    const [part] = Array.isArray(parts) ? parts : []
    const isPlain = part !== undefined && isJsonObject(part) && !('type' in part)
    return isPlain && ('text' in part || 'image' in part) ? 0.99 : 0
  },
  convert: (record, { roles }) => [convert(record, roles)],
}
