import { ownValue, sameJson } from '@/lib/conversations/json'
import { isJsonObject, type Json, type Message } from '@/lib/conversations/schema'
import {
  firstOf,
  good,
  hasKey,
  type JsonObject,
  message,
  type Outcome,
  otherFormat,
  restOf,
  textOf,
} from '../fields'
import type { Choices, Format } from '../format'
import { readTurns } from '../turns'
import { alpacaPrompt, usedOf } from './alpaca'
import { messagesOf, promptKeys, sideOf } from './prompt-completion'
import { isTurn, readPrompt, turnsOf } from './sharegpt'

const sides = [
  ['chosen', 'rejected'],
  ['chosen_messages', 'rejected_messages'],
  ['chosen_response', 'rejected_response'],
] as const
const broken = (code: 'no-shared-prompt' | 'output-count', params = {}): Outcome => ({
  ok: false,
  code,
  params,
})

const pairOf = (record: JsonObject) => sides.find(([yes, no]) => hasKey(record, yes) && hasKey(record, no))

/** Dialogues of hh-rlhf: turns in one text, each after a blank line and its speaker. */
function readDialogue(text: string): Message[] | null {
  const parts = text.split(/\n\n(Human|Assistant): ?/)
  if (parts.length < 3 || parts[0]!.trim() !== '') return null
  const messages: Message[] = []
  for (let i = 1; i < parts.length; i += 2)
    messages.push(message(parts[i] === 'Human' ? 'user' : 'assistant', parts[i + 1]!.trim()))
  return messages
}

type Side = { ok: true; messages: Message[] } | Extract<Outcome, { ok: false }>

function readSide(value: Json | undefined, choices: Choices): Side {
  if (isJsonObject(value) && isTurn(value)) return readTurns([value], choices.roles)
  const side = sideOf(value)
  if (side === undefined) return otherFormat('preference-pairs', 'chosen')
  const dialogue = typeof side === 'string' ? readDialogue(side) : null
  return dialogue ? { ok: true, messages: dialogue } : messagesOf(side, 'assistant', choices)
}

type Prompt = { ok: true; messages: JsonObject[]; tools?: Json[]; used: string[] }

/** The prompt that stands beside the answers; without one, the answers begin with it. */
function readPromptOf(record: JsonObject, choices: Choices): Prompt | Extract<Outcome, { ok: false }> {
  if (turnsOf(record)) {
    const prompt = readPrompt(record, choices)
    if (!prompt.ok) return prompt
    const system = prompt.messages[0]?.role === 'system' ? ['system', 'system_prompt'] : []
    return { ...prompt, used: [turnsOf(record)!.key, 'tools', ...system] }
  }
  if (textOf(ownValue(record, 'instruction')) !== undefined)
    return { ok: true, messages: alpacaPrompt(record), used: usedOf(record) }
  const asked = firstOf(record, promptKeys, sideOf)
  if (!asked) return { ok: true, messages: [], used: [] }
  const dialogue = typeof asked.value === 'string' ? readDialogue(asked.value) : null
  const prompt = dialogue
    ? { ok: true as const, messages: dialogue }
    : messagesOf(asked.value, 'user', choices)
  if (!prompt.ok) return prompt
  const system = textOf(ownValue(record, 'system'))
  const before = system && prompt.messages[0]?.role !== 'system' ? [message('system', system)] : []
  const used = [asked.key, ...(before.length > 0 ? ['system'] : [])]
  return { ok: true, messages: [...before, ...prompt.messages], used }
}

/** How many turns two dialogues begin with in common, leaving each its last. */
function sharedTurns(a: readonly JsonObject[], b: readonly JsonObject[]): number {
  const most = Math.min(a.length, b.length) - 1
  let count = 0
  while (count < most && sameJson(a[count], b[count])) count++
  return count
}

function convert(record: JsonObject, choices: Choices): Outcome {
  const pair = pairOf(record)
  if (!pair) return otherFormat('preference-pairs', 'chosen')
  const prompt = readPromptOf(record, choices)
  if (!prompt.ok) return prompt
  const chosen = readSide(ownValue(record, pair[0]), choices)
  if (!chosen.ok) return chosen
  const refused = readSide(ownValue(record, pair[1]), choices)
  if (!refused.ok) return refused
  // both repeat the prompt: hh-rlhf, TRL's implicit form, and some that have it beside them too
  const shared = sharedTurns(chosen.messages, refused.messages)
  const [preferred, rejected] = [chosen.messages.slice(shared), refused.messages.slice(shared)]
  if (preferred.length !== 1 || rejected.length !== 1) return broken('no-shared-prompt')
  const messages = shared > 0 ? chosen.messages.slice(0, shared) : prompt.messages
  // a prompt beside that says something else is no prompt, and is kept
  const says = prompt.messages.every((turn, i) => sameJson(turn, messages.at(i - prompt.messages.length)))
  const used = says ? prompt.used : prompt.tools ? ['tools'] : []
  if (messages.length === 0) return otherFormat('preference-pairs', 'prompt')
  const input = { messages, ...(prompt.tools ? { tools: prompt.tools } : {}) }
  const rest = restOf(record, [...used, ...pair])
  return good({ input, preferred_output: preferred, non_preferred_output: rejected, ...rest })
}

/** A prompt with a chosen and a rejected answer: TRL, hh-rlhf, LLaMA-Factory (FORMATS 1.6, 2.1, 2.2, 2.14). */
export const preferencePairs: Format = {
  name: 'preference-pairs',
  detect: (record) => (isJsonObject(record) && pairOf(record) ? 0.97 : 0),
  convert: (record, choices) => [convert(record, choices)],
}
