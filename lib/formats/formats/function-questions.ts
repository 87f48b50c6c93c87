import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { good, type JsonObject, otherFormat, restOf, toolsOf } from '../fields'
import type { Format } from '../format'
import { readTurns } from '../turns'

/** The turns of all rounds: `question` is a list of lists of messages. */
function roundsOf(record: JsonObject): Json[] | undefined {
  const question = ownValue(record, 'question')
  if (!Array.isArray(question) || question.length === 0) return undefined
  if (!question.every((round) => Array.isArray(round) && round.every(isJsonObject))) return undefined
  return question.flat()
}

/** Questions with the functions that could answer them, as the Berkeley leaderboard (BFCL) has them. */
export const functionQuestions: Format = {
  name: 'function-questions',
  detect: (record) => (isJsonObject(record) && roundsOf(record) ? 0.9 : 0),
  convert: (record, { roles }) => {
    const rounds = roundsOf(record)
    if (!rounds) return [otherFormat('function-questions', 'question')]
    const turns = readTurns(rounds, roles)
    if (!turns.ok) return [turns]
    const functions = ownValue(record, 'function')
    const tools = toolsOf(isJsonObject(functions) ? [functions] : functions)
    if (tools === 'broken') return [{ ok: false, code: 'bad-tools', params: {} }]
    const rest = restOf(record, ['question', 'function'])
    return [good({ messages: turns.messages, ...(tools ? { tools } : {}), ...rest })]
  },
}
