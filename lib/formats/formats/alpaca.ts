import { ownValue } from '@/lib/conversations/json'
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
import type { Format } from '../format'

const answerKeys = ['output', 'response', 'answer', 'completion', 'target'] as const
const inputKeys = ['input', 'context'] as const

/** The question of a record: the instruction, and its input on the next line. */
function questionOf(record: JsonObject, input: JsonObject): string {
  const instruction = textOf(ownValue(record, 'instruction')) ?? ''
  const more = firstOf(input, inputKeys, textOf)?.value ?? ''
  return [instruction, more].filter((text) => text !== '').join('\n')
}

/** Earlier questions, each with its answer; undefined where they are written in any other way. */
function historyOf(record: JsonObject): [string, string][] | undefined {
  const history = ownValue(record, 'history')
  if (!Array.isArray(history)) return undefined
  const pairs = history.map((pair) => (Array.isArray(pair) && pair.length === 2 ? pair.map(textOf) : []))
  return pairs.every((pair) => pair.length === 2 && pair.every((text) => text !== undefined))
    ? (pairs as [string, string][])
    : undefined
}

/** Everything before the answer: system, the pairs of `history`, the question. */
export function alpacaPrompt(record: JsonObject, input: JsonObject = record): Message[] {
  const system = textOf(ownValue(record, 'system'))
  const before = (historyOf(record) ?? []).flatMap(([asked, answered]) => [
    message('user', asked),
    message('assistant', answered),
  ])
  return [
    ...(system ? [message('system', system)] : []),
    ...before,
    message('user', questionOf(record, input)),
  ]
}

function convertOne(record: JsonObject, holder: JsonObject, rest: JsonObject): Outcome {
  const answer = firstOf(holder, answerKeys, textOf)
  if (!answer) return otherFormat('alpaca', 'output')
  const messages = [...alpacaPrompt(record, holder), message('assistant', answer.value)]
  return good({ messages, ...rest })
}

/** Alpaca and its variants (FORMATS 2.2); `instances` hold several answers to one instruction, an example each. */
export const alpaca: Format = {
  name: 'alpaca',
  detect: (record) => {
    if (!isJsonObject(record) || !hasKey(record, 'instruction')) return 0
    if (Array.isArray(ownValue(record, 'instances'))) return 0.95
    return firstOf(record, answerKeys, textOf) ? 0.95 : 0.4
  },
  convert: (record) => {
    if (textOf(ownValue(record, 'instruction')) === undefined) return [otherFormat('alpaca', 'instruction')]
    const instances = ownValue(record, 'instances')
    if (!Array.isArray(instances) || instances.length === 0) {
      const used = firstOf(record, answerKeys, textOf)?.key ?? ''
      return [convertOne(record, record, restOf(record, [...usedOf(record), used]))]
    }
    const shared = withoutKeys(record, [...promptKeysOf(record), 'instances'])
    return instances.map((instance: Json) => {
      if (!isJsonObject(instance)) return otherFormat('alpaca', 'output')
      const used = [inputKeyOf(instance), firstOf(instance, answerKeys, textOf)?.key ?? '']
      const own = withoutKeys(instance, used)
      return convertOne(record, instance, restOf({ ...shared, ...own }, []))
    })
  },
}

const withoutKeys = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))

const inputKeyOf = (holder: JsonObject): string => firstOf(holder, inputKeys, textOf)?.key ?? ''

/** Keys of a prompt beside its input; what isn't written as it should be is no part of it, and is kept. */
const promptKeysOf = (record: JsonObject): string[] => [
  'instruction',
  ...(textOf(ownValue(record, 'system')) === undefined ? [] : ['system']),
  ...(historyOf(record) ? ['history'] : []),
]

/** The keys that a prompt is made of; of `input` and `context` only the first that is there. */
export const usedOf = (record: JsonObject): string[] => [...promptKeysOf(record), inputKeyOf(record)]
