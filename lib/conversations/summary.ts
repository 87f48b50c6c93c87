import type { Conversation, Frame, Message, Problem, Role } from './schema'
import { isInside } from './text-edit'
import { visibleText } from './visible-text'
import { lessonAt } from './weights'
import { isJsonObject } from './words'

export const letterOf: Record<Role, string> = {
  system: 's',
  developer: 'd',
  user: 'u',
  assistant: 'a',
  tool: 't',
  function: 'f',
}
const previewLength = 200

export type Summary = {
  preview: string
  strip: Frame[]
  turns: number
  assistantTurns: number
  trainedTurns: number
  tokens: number
  trainedTokens: number
  /** Letters of the roles met, sorted. */
  roles: string
  /** Codes of the broken rules, each once. */
  problems: string[]
  errors: number
}

/** The text of a message's content: the string, or its text and refusal parts in order. */
export function textOf(message: Message): string {
  const { content, refusal } = message
  if (typeof content === 'string') return content
  if (Array.isArray(content)) {
    const parts = content.map((part) => {
      if (!isJsonObject(part)) return ''
      return typeof part.text === 'string' ? part.text : typeof part.refusal === 'string' ? part.refusal : ''
    })
    return parts.filter((text) => text !== '').join('\n')
  }
  return typeof refusal === 'string' ? refusal : ''
}

const tokensOf = (frames: Frame[]) => frames.reduce((total, frame) => total + frame[1], 0)
const hasText = (message: Message) => /\S/.test(textOf(message))

/** What lists and filters need to know; `tokens[i]` are those of message i. */
export function summarise(
  conversation: Conversation,
  tokens: readonly number[],
  problems: readonly Problem[],
): Summary {
  const { messages } = conversation
  const strip = messages.map((message, i): Frame => {
    return [letterOf[message.role], tokens[i] ?? 0, lessonAt(conversation, i)]
  })
  const trained = strip.filter((frame) => frame[2] === 1)
  return {
    preview: previewOf(messages),
    strip,
    turns: messages.length,
    assistantTurns: strip.filter((frame) => frame[2] >= 0).length,
    trainedTurns: trained.length,
    tokens: tokensOf(strip),
    trainedTokens: tokensOf(trained),
    roles: [...new Set(strip.map((frame) => frame[0]))].sort().join(''),
    problems: [...new Set(problems.map((problem) => problem.code))],
    errors: problems.filter((problem) => problem.severity === 'error').length,
  }
}

/** The first words of what is asked, for a list. */
export function previewOf(messages: readonly Message[]): string {
  const first =
    messages.find((message) => message.role === 'user' && hasText(message)) ?? messages.find(hasText)
  if (!first) return ''
  // Of a long text only the beginning is looked at.
  const text = textOf(first).trimStart()
  const read = previewLength * 4
  const start = text.slice(0, isInside(text, read) ? read - 1 : read)
  const line = start.replace(/\s+/g, ' ').trimEnd()
  return visibleText(line, previewLength)
}
