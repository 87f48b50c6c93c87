import type { Message } from './schema'
import { isJsonObject, type Json } from './words'

/** A piece of a message as the editor shows it; `path` leads to the string that is edited. */
export type Piece =
  | { kind: 'text'; path: (string | number)[]; text: string }
  | { kind: 'refusal'; path: (string | number)[]; text: string }
  | { kind: 'image'; url: string; detail: string | null }
  | { kind: 'other'; path: (string | number)[]; value: Json }

/** Content, parts and refusal of a message in reading order. A missing or null content is an empty list. */
export function piecesOf(message: Message): Piece[] {
  const pieces: Piece[] = []
  const { content, refusal } = message
  if (typeof content === 'string') pieces.push({ kind: 'text', path: ['content'], text: content })
  else if (Array.isArray(content)) pieces.push(...content.map(partOf))
  else if (content !== undefined && content !== null)
    pieces.push({ kind: 'other', path: ['content'], value: content })
  if (typeof refusal === 'string') pieces.push({ kind: 'refusal', path: ['refusal'], text: refusal })
  return pieces
}

function partOf(part: Json, index: number): Piece {
  const path = ['content', index]
  if (!isJsonObject(part)) return { kind: 'other', path, value: part }
  if (part.type === 'text' && typeof part.text === 'string')
    return { kind: 'text', path: [...path, 'text'], text: part.text }
  if (part.type === 'refusal' && typeof part.refusal === 'string')
    return { kind: 'refusal', path: [...path, 'refusal'], text: part.refusal }
  if (part.type === 'image_url' && isJsonObject(part.image_url) && typeof part.image_url.url === 'string') {
    const { url, detail } = part.image_url
    return { kind: 'image', url, detail: typeof detail === 'string' ? detail : null }
  }
  return { kind: 'other', path, value: part }
}

export type ToolCall = { index: number; id: string; name: string; args: string }

/** Calls of the `tool_calls` shape; anything else in there is left to the raw view. */
export function toolCallsOf(message: Message): ToolCall[] {
  if (!Array.isArray(message.tool_calls)) return []
  return message.tool_calls.flatMap((call, index): ToolCall[] => {
    if (!isJsonObject(call) || !isJsonObject(call.function)) return []
    const { name, arguments: args } = call.function
    if (typeof name !== 'string' || typeof args !== 'string') return []
    return [{ index, id: typeof call.id === 'string' ? call.id : '', name, args }]
  })
}

const shownElsewhere: ReadonlySet<string> = new Set([
  'role',
  'content',
  'weight',
  'tool_calls',
  'refusal',
  'tool_call_id',
  'name',
])

/** Keys of a message that have no field of their own: shown, kept, removable. */
export const otherKeysOf = (message: Message): [string, Json][] =>
  Object.entries(message).filter(
    ([key]) => !shownElsewhere.has(key) && !(key === 'tool_calls' && toolCallsOf(message).length > 0),
  )
