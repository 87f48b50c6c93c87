import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json, type Message } from '@/lib/conversations/schema'
import {
  firstOf,
  good,
  hasKey,
  isEmpty,
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
const read = ['instruction', 'system', 'history', 'instances', ...inputKeys] as const

/** The question of a record: the instruction, and its input on the next line. */
function questionOf(record: JsonObject, input: JsonObject): string {
  const instruction = textOf(ownValue(record, 'instruction')) ?? ''
  const more = firstOf(input, inputKeys, textOf)?.value ?? ''
  return [instruction, more].filter((text) => text !== '').join('\n')
}

/** Everything before the answer: system, the pairs of `history`, the question. */
export function alpacaPrompt(record: JsonObject, input: JsonObject = record): Message[] {
  const system = textOf(ownValue(record, 'system'))
  const history = ownValue(record, 'history')
  const pairs = Array.isArray(history) ? history : []
  const before = pairs.flatMap((pair): Message[] => {
    const [asked, answered] = Array.isArray(pair) ? pair.map((text) => textOf(text)) : []
    return [
      ...(asked === undefined ? [] : [message('user', asked)]),
      ...(answered === undefined ? [] : [message('assistant', answered)]),
    ]
  })
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
    const rest = restOf(record, ['instruction', 'system', 'history', 'instances'])
    return instances.map((instance: Json) =>
      isJsonObject(instance) ? convertOne(record, instance, rest) : otherFormat('alpaca', 'output'),
    )
  },
}

/** The keys that a prompt is made of; of `input` and `context` only the first that is there. */
export function usedOf(record: JsonObject): string[] {
  const input = firstOf(record, inputKeys, textOf)?.key
  return read.filter((key) => !inputKeys.some((other) => other === key) || key === input)
}

export const isHistory = (value: Json | undefined): boolean => isEmpty(value) || Array.isArray(value)
