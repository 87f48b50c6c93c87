import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json, type Message, type Rejection } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import { firstOf, isEmpty, type JsonObject, parseJson, textOf } from './fields'
import { isCarried, isMasked } from './marks'
import type { SpeakerRole } from './schema'
import { roleOf } from './speakers'

export const speakerKeys = ['from', 'role', 'speaker', 'author'] as const
export const textKeys = ['value', 'content', 'text', 'message', 'utterance'] as const

type Choice = readonly { speaker: string; role: SpeakerRole }[]
export type Turns = { ok: true; messages: Message[] } | Rejection

/**
 * Turns of other formats as messages. A call of tools (its JSON in a text) becomes `tool_calls` with ids of ours, what
 * follows as `observation` answers them in order; calls in a row are of one message.
 */
export function readTurns(turns: readonly Json[], roles: Choice): Turns {
  const messages: Message[] = []
  const open: string[] = []
  let calls = 0
  for (const [index, turn] of turns.entries()) {
    if (!isJsonObject(turn)) return { ok: false, code: 'message-not-object', params: { message: index + 1 } }
    const speaker = firstOf(turn, speakerKeys, textOf)
    const role = speaker && roleOf(speaker.value, roles)
    if (!role) return unknownSpeaker(index, speaker?.value)
    if (role === 'leave-out') continue
    const body = firstOf(turn, textKeys, (value) => value)
    const used = [speaker.key, body?.key ?? '']
    const extra = keysBeside(turn, used)
    if (role === 'call') {
      const made = readCalls(body?.value, () => `call_${++calls}`)
      if (!made) return { ok: false, code: 'bad-tool-call', params: { message: index + 1 } }
      open.push(...made.map(({ id }) => id))
      addCalls(messages, made, { ...extra, ...weightOf(turn) })
    } else if (role === 'tool') {
      messages.push(...answersOf(body?.value, open).map((answer) => ({ ...answer, ...extra })))
    } else {
      const weight = role === 'assistant' ? weightOf(turn) : {}
      messages.push({ role, content: contentOf(body?.value), ...extra, ...weight })
    }
  }
  return { ok: true, messages }
}

const unknownSpeaker = (index: number, speaker: string | undefined): Rejection => ({
  ok: false,
  code: 'unknown-speaker',
  params: {
    message: index + 1,
    speaker: visibleText(speaker ?? '', 40),
    isMissing: String(speaker === undefined),
  },
})

/** A weight of the turn's own as it is; else 0 where it is marked as not to be learned. */
function weightOf(turn: JsonObject): { weight?: Json } {
  const own = ownValue(turn, 'weight')
  if (own !== undefined) return { weight: own }
  return isMasked(turn) ? { weight: 0 } : {}
}

function keysBeside(turn: JsonObject, used: readonly string[]): JsonObject {
  const rest = Object.entries(turn).filter(
    ([key, value]) => !used.includes(key) && key !== 'weight' && !isEmpty(value) && !isCarried(turn, key),
  )
  return Object.fromEntries(rest)
}

/** A text, or parts; those of LLaMA-Factory name their text `value`. */
function contentOf(value: Json | undefined): Json {
  if (!Array.isArray(value)) return value ?? ''
  return value.map((part) => {
    if (!isJsonObject(part) || part.type !== 'text' || typeof part.value !== 'string') return part
    const { value: text, ...rest } = part
    return { ...rest, text }
  })
}

type Call = { id: string; type: 'function'; function: { name: string; arguments: string } }

function readCalls(value: Json | undefined, newId: () => string): Call[] | null {
  const parsed = typeof value === 'string' ? parseJson(value) : value
  const list = Array.isArray(parsed) ? parsed : [parsed]
  const calls: Call[] = []
  for (const call of list) {
    const inner = isJsonObject(call) && isJsonObject(call.function) ? call.function : call
    if (!isJsonObject(inner) || typeof inner.name !== 'string') return null
    const given = ownValue(inner, 'arguments') ?? ownValue(inner, 'parameters') ?? {}
    const text = typeof given === 'string' ? given : JSON.stringify(given)
    calls.push({ id: newId(), type: 'function', function: { name: inner.name, arguments: text } })
  }
  return calls.length > 0 ? calls : null
}

function addCalls(messages: Message[], calls: Call[], extra: JsonObject): void {
  const last = messages.at(-1)
  const joins =
    last?.role === 'assistant' && Array.isArray(last.tool_calls) && Object.keys(extra).length === 0
  if (joins) (last.tool_calls as Json[]).push(...calls)
  else messages.push({ role: 'assistant', content: null, tool_calls: calls, ...extra })
}

/** One answer for each open call where there is a list of as many; else one for the first. Takes them off `open`. */
function answersOf(value: Json | undefined, open: string[]): Message[] {
  const write = (item: Json | undefined) => (typeof item === 'string' ? item : JSON.stringify(item ?? ''))
  const list = typeof value === 'string' && open.length > 1 ? parseJson(value) : value
  const parts = Array.isArray(list) && list.length === open.length && open.length > 1 ? list : [value]
  return parts.map((part) => {
    const id = open.shift()
    return { role: 'tool', ...(id ? { tool_call_id: id } : {}), content: write(part) }
  })
}
