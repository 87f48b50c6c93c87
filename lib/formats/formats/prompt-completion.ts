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
import type { Choices, Format } from '../format'
import { readTurns } from '../turns'
import { isTurn } from './sharegpt'

export const promptKeys = [
  'prompt',
  'question',
  'query',
  'instruction',
  'input',
  'user',
  'Q',
  'q',
  'problem',
] as const
const answerKeys = ['completion', 'response', 'answer', 'output', 'assistant', 'A', 'a', 'solution'] as const

/** A text, or a list of messages. */
export function sideOf(value: Json | undefined): string | Json[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isTurn) ? value : undefined
  return textOf(value)
}

/** One side of a pair as messages; a text alone is of `role`. */
export function messagesOf(side: string | Json[], role: 'user' | 'assistant', choices: Choices) {
  if (typeof side !== 'string') return readTurns(side, choices.roles)
  return { ok: true as const, messages: [message(role, side)] }
}

// labels of unpaired preferences (TRL's `label`, LLaMA-Factory's `kto_tag`): an answer not to learn from
const isDisliked = (record: JsonObject) =>
  ownValue(record, 'label') === false || ownValue(record, 'kto_tag') === false

function convert(record: JsonObject, choices: Choices): Outcome {
  const asked = firstOf(record, promptKeys, sideOf)
  if (!asked) return otherFormat('prompt-completion', 'prompt')
  const answered = firstOf(record, answerKeys, sideOf)
  if (!answered) return otherFormat('prompt-completion', 'completion')
  const prompt = messagesOf(asked.value, 'user', choices)
  if (!prompt.ok) return prompt
  const answer = messagesOf(answered.value, 'assistant', choices)
  if (!answer.ok) return answer
  const tools = toolsOf(ownValue(record, 'tools'))
  if (tools === 'broken') return { ok: false, code: 'bad-tools', params: {} }
  const system = textOf(ownValue(record, 'system'))
  const before = !isEmpty(system) && prompt.messages[0]?.role !== 'system' ? [message('system', system!)] : []
  const last = answer.messages.at(-1)
  if (last?.role === 'assistant' && isDisliked(record)) last.weight = 0
  // what comes in a prompt is context: its answers are not learned from
  const context = prompt.messages.map((turn) => (turn.role === 'assistant' ? { ...turn, weight: 0 } : turn))
  const used = [asked.key, answered.key, 'tools', ...(before.length > 0 ? ['system'] : [])]
  const messages = [...before, ...context, ...answer.messages]
  return good({ messages, ...(tools ? { tools } : {}), ...restOf(record, used) })
}

/** A prompt and its completion, by these or other names; texts or lists of messages (FORMATS 1.8, 2.1). */
export const promptCompletion: Format = {
  name: 'prompt-completion',
  detect: (record) => {
    if (!isJsonObject(record)) return 0
    return firstOf(record, promptKeys, sideOf) && firstOf(record, answerKeys, sideOf) ? 0.8 : 0
  },
  convert: (record, choices) => [convert(record, choices)],
}
