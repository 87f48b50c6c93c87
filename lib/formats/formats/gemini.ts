import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { good, type JsonObject, message, type Outcome, otherFormat, restOf } from '../fields'
import type { Format } from '../format'
import { readTurns } from '../turns'

const listOf = (value: Json | undefined): JsonObject[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every(isJsonObject) ? value : undefined

const partsOf = (turn: Json | undefined): JsonObject[] =>
  turn !== undefined && isJsonObject(turn) ? (listOf(ownValue(turn, 'parts')) ?? []) : []

const textOf = (parts: JsonObject[]): string =>
  parts.map((part) => (typeof part.text === 'string' ? part.text : '')).join('\n')

/** Turns as ShareGPT has them: calls, what tools answered and words are turns of their own. */
function turnsOf(turn: JsonObject): Json[] {
  const parts = partsOf(turn)
  const calls = parts.flatMap(({ functionCall }) => (isJsonObject(functionCall) ? [functionCall] : []))
  const answers = parts.flatMap(({ functionResponse }) =>
    isJsonObject(functionResponse) ? [resultOf(functionResponse.response)] : [],
  )
  const words = parts.filter(({ text }) => typeof text === 'string')
  const from = turn.role === 'model' ? 'assistant' : 'user'
  return [
    ...answers.map((value) => ({ from: 'tool', value })),
    ...(words.length > 0 || parts.length === 0 ? [{ from, value: textOf(words) }] : []),
    ...(calls.length > 0
      ? [
          {
            from: 'function_call',
            value: JSON.stringify(
              calls.map(({ name, args }) => ({ name: name ?? '', arguments: args ?? {} })),
            ),
          },
        ]
      : []),
  ]
}

/** What was returned: a lone `result` is the whole of it. */
function resultOf(response: Json | undefined): string {
  const only = response !== undefined && isJsonObject(response) && Object.keys(response).length === 1
  const value = only ? ((response as JsonObject).result ?? response) : (response ?? '')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const isKnown = ({ text, functionCall, functionResponse }: JsonObject): boolean =>
  typeof text === 'string' || isJsonObject(functionCall ?? null) || isJsonObject(functionResponse ?? null)

function convert(record: JsonObject): Outcome {
  const contents = listOf(ownValue(record, 'contents'))
  if (!contents) return otherFormat('gemini', 'contents')
  if (!contents.every((turn) => partsOf(turn).every(isKnown))) return otherFormat('gemini', 'text')
  const read = readTurns(contents.flatMap(turnsOf), [])
  if (!read.ok) return read
  const system = partsOf(ownValue(record, 'systemInstruction'))
  const before = system.length > 0 ? [message('system', textOf(system))] : []
  const declared = (listOf(ownValue(record, 'tools')) ?? []).flatMap(
    (tool) => listOf(ownValue(tool, 'functionDeclarations')) ?? [],
  )
  const tools = declared.map((one) => ({ type: 'function', function: one }))
  const used = [
    'contents',
    ...(system.length > 0 ? ['systemInstruction'] : []),
    ...(tools.length > 0 ? ['tools'] : []),
  ]
  return good({
    messages: [...before, ...read.messages],
    ...(tools.length > 0 ? { tools } : {}),
    ...restOf(record, used),
  })
}

/** Gemini's `contents` (FORMATS 2.8). A record with files in it is refused: they lie elsewhere. */
export const gemini: Format = {
  name: 'gemini',
  detect: (record) => {
    const contents = isJsonObject(record) ? listOf(ownValue(record, 'contents')) : undefined
    return contents?.some((turn) => Array.isArray(ownValue(turn, 'parts'))) ? 0.97 : 0
  },
  convert: (record) => [convert(record)],
}
