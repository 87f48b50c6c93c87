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
  const called = new Map<string, string>()
  const newId = numberCalls(turns)
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
      const made = readCalls(body?.value, newId)
      if (!made) return { ok: false, code: 'bad-tool-call', params: { message: index + 1 } }
      open.push(...made.map(({ id }) => id))
      addCalls(messages, made, { ...extra, ...weightOf(turn) })
    } else if (role === 'tool') {
      const { name, ...others } = extra
      const isCalled = typeof name === 'string' && name === called.get(String(extra.tool_call_id))
      const beside = isCalled ? others : extra
      messages.push(...answersOf(resultOf(body?.value), open).map((answer) => ({ ...answer, ...beside })))
    } else if (role === 'assistant') {
      const { tool_calls, ...others } = extra
      const [content, parts] = withoutCallParts(contentOf(body?.value))
      // a list, or its JSON in a text
      const listed = typeof tool_calls === 'string' ? callsIn(tool_calls) : tool_calls
      const given = parts.length > 0 ? parts : Array.isArray(listed) ? listed : []
      const made = given.length > 0 ? readCalls(given, newId) : null
      if (made) open.push(...made.map(({ id }) => id))
      for (const call of made ?? []) called.set(call.id, nameOf(call))
      const calls: JsonObject = made ? { tool_calls: made } : {}
      const isCall = made !== null && content === ''
      const rest = made ? others : extra
      messages.push({ role, content: isCall ? null : content, ...calls, ...rest, ...weightOf(turn) })
    } else messages.push({ role, content: contentOf(body?.value), ...extra })
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

/** A text, or parts; those of LLaMA-Factory name their text `value`, and it has no other way to write a text alone. */
function contentOf(value: Json | undefined): Json {
  if (!Array.isArray(value)) return value ?? ''
  const [only] = value
  if (value.length === 1 && isJsonObject(only!) && only.type === 'text' && Object.keys(only).length === 2)
    if (typeof only.value === 'string') return only.value
  return value.map((part) => {
    if (!isJsonObject(part) || part.type !== 'text' || typeof part.value !== 'string') return part
    const { value: text, ...rest } = part
    return { ...rest, text }
  })
}

/** What a tool answered is a text, also where it stands in a part of its own. */
function resultOf(value: Json | undefined): Json {
  const content = contentOf(value)
  const [part] = Array.isArray(content) && content.length === 1 ? content : []
  return part !== undefined && isJsonObject(part) && typeof part.text === 'string' ? part.text : content
}

const isCallPart = (part: Json): part is { type: 'tool_call'; value: string } =>
  isJsonObject(part) && part.type === 'tool_call' && typeof part.value === 'string'

/** Content without the calls among its parts, and these as what they say. */
function withoutCallParts(content: Json): [content: Json, calls: Json[]] {
  if (!Array.isArray(content) || !content.some(isCallPart)) return [content, []]
  const rest = content.filter((part) => !isCallPart(part))
  const calls = content.filter(isCallPart).map(({ value }) => parseJson(value) ?? null)
  return [rest.length === 0 ? '' : rest, calls]
}

type Call = JsonObject & { id: string }
const nameOf = (call: Call): string => String((call.function as JsonObject).name)

const callsIn = (value: Json | undefined): Json[] => {
  const parsed = typeof value === 'string' ? parseJson(value) : value
  return Array.isArray(parsed) ? parsed : [parsed ?? null]
}

/** Ids for calls that bring none: `call_1`, `call_2`, past those that a call or an answer of these turns has itself. */
function numberCalls(turns: readonly Json[]): () => string {
  const taken = new Set<Json | undefined>()
  for (const turn of turns) {
    if (!isJsonObject(turn)) continue
    taken.add(ownValue(turn, 'tool_call_id'))
    for (const call of callsIn(ownValue(turn, 'tool_calls')))
      if (isJsonObject(call)) taken.add(ownValue(call, 'id'))
    const text = firstOf(turn, textKeys, (value) => value)?.value
    // most turns are texts that hold no call
    if (typeof text === 'string' && !text.includes('call_')) continue
    for (const call of callsIn(text)) if (isJsonObject(call)) taken.add(ownValue(call, 'id'))
  }
  let calls = 0
  return () => {
    do calls += 1
    while (taken.has(`call_${calls}`))
    return `call_${calls}`
  }
}

/** Calls as OpenAI writes them; what else stands in one stays where it stood, its own id too. */
function readCalls(value: Json | undefined, newId: () => string): Call[] | null {
  const calls: Call[] = []
  for (const call of callsIn(value)) {
    if (!isJsonObject(call)) return null
    const wrapped = ownValue(call, 'function')
    const inner = isJsonObject(wrapped) ? wrapped : call
    const { name, arguments: given, parameters, ...rest } = inner
    if (typeof name !== 'string') return null
    const passed = given ?? parameters ?? {}
    const text = typeof passed === 'string' ? passed : JSON.stringify(passed)
    const { id, type: _, function: __, ...beside } = inner === call ? rest : call
    calls.push({
      id: textOf(id) || newId(),
      type: 'function',
      function: { name, arguments: text, ...(inner === call ? {} : rest) },
      ...beside,
    })
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
