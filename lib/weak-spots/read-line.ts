import { isJson, isJsonObject, type Json } from '@/lib/conversations/words'
import { longestAlternative } from '@/lib/examples/words'
import type { RejectedPrompt } from './schema'

type JsonObject = { [key: string]: Json }
type Read = { ok: true; prompt: string; badAnswer: string } | { ok: false; reason: RejectedPrompt['reason'] }

const answerKeys = [
  'bad_answer',
  'badAnswer',
  'rejected',
  'non_preferred_output',
  'answer',
  'response',
  'completion',
  'output',
]
const promptKeys = ['messages', 'prompt', 'input', 'question']
const settings = ['tools', 'parallel_tool_calls']

/**
 * A failing prompt as a line of JSON tells it: a prompt (a text, or messages) with the bad answer beside it, or messages
 * that end with it. `prompt` is a chat line without the answer.
 */
export function readFailing(line: string): Read {
  const value = parse(line)
  if (!isJsonObject(value)) return { ok: false, reason: 'notJson' }
  const holder = isJsonObject(value.input) ? value.input : value
  const given = first(holder, promptKeys)
  const messages = typeof given === 'string' ? [{ role: 'user', content: given }] : given
  if (!Array.isArray(messages) || messages.length === 0) return { ok: false, reason: 'noPrompt' }
  const beside = answerOf(first(value, answerKeys))
  const last = messages.at(-1)
  const isLast = beside === null && isJsonObject(last) && last.role === 'assistant'
  const badAnswer = beside ?? (isLast ? answerOf(last) : null)
  if (badAnswer === null) return { ok: false, reason: 'noAnswer' }
  const before = isLast ? messages.slice(0, -1) : messages
  if (before.length === 0) return { ok: false, reason: 'noPrompt' }
  const rest = settings.flatMap((key) => (Object.hasOwn(holder, key) ? [[key, holder[key]] as const] : []))
  return { ok: true, prompt: JSON.stringify({ messages: before, ...Object.fromEntries(rest) }), badAnswer }
}

function parse(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return isJson(value) ? value : undefined
  } catch {
    return undefined
  }
}

const first = (object: JsonObject, keys: readonly string[]): Json | undefined =>
  keys
    .map((key) => (Object.hasOwn(object, key) ? object[key] : undefined))
    .find((value) => value !== undefined)

/** The text of an answer: as it stands, of a message, or of a list of one message. */
function answerOf(value: Json | undefined): string | null {
  if (Array.isArray(value)) return value.length === 1 ? answerOf(value[0]) : null
  if (isJsonObject(value)) return answerOf(value.content)
  if (typeof value !== 'string' || value === '') return null
  return value.length <= longestAlternative && !value.includes('\0') && value.isWellFormed() ? value : null
}
