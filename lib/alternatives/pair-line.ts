import { outputKeys } from '@/lib/conversations/kind'
import { keepOnly, openAt, openRaw, type RawContainer, rawText } from '@/lib/conversations/raw-json'
import type { Message } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import { isJsonObject } from '@/lib/conversations/words'

// what a preference line takes of a chat beside its messages, FORMATS 1.6
const settings = ['tools', 'parallel_tool_calls']

/** The text of a message that can stand on a side of a pair: all of it is text. Null for any other. */
export function pairText(message: Message | undefined): string | null {
  if (message?.role !== 'assistant' || hasValue(message.tool_calls) || hasValue(message.function_call))
    return null
  const { content } = message
  const isText =
    typeof content === 'string' ||
    (Array.isArray(content) && content.every((part) => isJsonObject(part) && typeof part.text === 'string'))
  return isText && textOf(message) !== '' ? textOf(message) : null
}

const hasValue = (value: unknown) => value !== undefined && value !== null

/**
 * A preference line of a chat line: what stands before the message at `index`, that message, and `rejected`. Messages
 * and tools keep the bytes they have, but for weights, which mean nothing there.
 */
export function pairLine(text: string, index: number, rejected: string): string {
  const answer = JSON.stringify({ role: 'assistant', content: rejected })
  const messages = openMessages(openRaw(text))
  return `{"input":${promptLine(text, index)},"${outputKeys.preferred}":[${withoutWeight(messages, index)}],"${outputKeys.rejected}":[${answer}]}`
}

/** What stands before the message at `index` as a line of its own, with the tools. */
export function promptLine(text: string, index: number): string {
  const line = openRaw(text)
  // of a key that stands twice the last one counts
  const at = (key: string) => line.names.lastIndexOf(key)
  const messages = openMessages(line)
  const prompt = Array.from({ length: index }, (_, i) => withoutWeight(messages, i))
  const beside = settings.flatMap((key) =>
    at(key) < 0 ? [] : [`${JSON.stringify(key)}:${rawText(line.values[at(key)]!)}`],
  )
  return `{${[`"messages":[${prompt.join(',')}]`, ...beside].join(',')}}`
}

const openMessages = (line: RawContainer) => openAt(line, line.names.lastIndexOf('messages'))

function withoutWeight(messages: RawContainer, index: number): string {
  const message = openAt(messages, index)
  keepOnly(message, (at) => message.names[at] !== 'weight')
  return rawText(message)
}
