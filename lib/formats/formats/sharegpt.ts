import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import {
  firstOf,
  good,
  isEmpty,
  type JsonObject,
  message,
  type Outcome,
  otherFormat,
  restOf,
  textOf,
  toolsOf,
} from '../fields'
import { isForeign } from '../foreign'
import type { Choices, Format } from '../format'
import { readTurns, speakerKeys, textKeys } from '../turns'

const turnKeys = [
  'conversations',
  'conversation',
  'messages',
  'dialogue',
  'dialog',
  'items',
  'turns',
  'traj',
  'trajectory',
] as const
const systemKeys = ['system', 'system_prompt'] as const

export const isTurn = (value: Json): boolean =>
  isJsonObject(value) &&
  firstOf(value, speakerKeys, textOf) !== undefined &&
  firstOf(value, [...textKeys, 'tool_calls'], (found) => found) !== undefined

const listOf = (value: Json | undefined): Json[] | undefined =>
  Array.isArray(value) && value.length > 0 && isJsonObject(value[0]!) ? value : undefined

/** Who speaks in turns. */
export const speakersIn = (turns: readonly Json[]): string[] =>
  turns.flatMap((turn) =>
    isJsonObject(turn) ? (firstOf(turn, speakerKeys, textOf)?.value.trim() ?? []) : [],
  )

const isTurnList = (record: Json): record is Json[] =>
  Array.isArray(record) && record.length > 0 && record.every(isTurn)

/** The turns of a record, and the key that holds them. */
export const turnsOf = (record: JsonObject) => firstOf(record, turnKeys, listOf)

type Prompt = { ok: true; messages: JsonObject[]; tools?: Json[]; rest: JsonObject }

/** Turns with the `system` and `tools` that stand beside them; a first turn of the system goes before the column. */
export function readPrompt(record: JsonObject, choices: Choices, used: readonly string[] = []) {
  const found = turnsOf(record)
  if (!found) return otherFormat('sharegpt', 'conversations')
  const turns = readTurns(found.value, choices.roles)
  if (!turns.ok) return turns
  const tools = toolsOf(ownValue(record, 'tools'))
  if (tools === 'broken') return { ok: false as const, code: 'bad-tools' as const, params: {} }
  const { messages } = turns
  const taken: string[] = [found.key, 'tools', ...used]
  const system = firstOf(record, systemKeys, textOf)
  if (system && !isEmpty(system.value) && messages[0]?.role !== 'system') {
    messages.unshift(message('system', system.value))
    taken.push(system.key)
  }
  return { ok: true, messages, ...(tools ? { tools } : {}), rest: restOf(record, taken) } satisfies Prompt
}

function convert(record: JsonObject, choices: Choices): Outcome {
  const prompt = readPrompt(record, choices)
  if (!prompt.ok) return prompt
  const { messages, tools, rest } = prompt
  return good({ messages, ...(tools ? { tools } : {}), ...rest })
}

/** ShareGPT, what LLaMA-Factory and Axolotl made of it (FORMATS 2.2), and bare lists of turns. */
export const sharegpt: Format = {
  name: 'sharegpt',
  detect: (record) => {
    if (isTurnList(record)) return 0.9
    if (!isJsonObject(record)) return 0
    const found = turnsOf(record)
    if (!found || !isTurn(found.value[0]!)) return 0
    if (found.key === 'messages') return isForeign(record) || !('role' in Object(found.value[0])) ? 0.9 : 0.5
    return 0.95
  },
  convert: (record, choices) => [convert(record, choices)],
  convertList: (record, choices) => [convert({ conversations: record }, choices)],
  speakers: (record) => {
    if (Array.isArray(record)) return speakersIn(record)
    return isJsonObject(record) ? speakersIn(turnsOf(record)?.value ?? []) : []
  },
}
