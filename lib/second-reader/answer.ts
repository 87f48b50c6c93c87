import { z } from 'zod'
import { readLine } from '@/lib/conversations/parse'
import type { Conversation } from '@/lib/conversations/schema'
import type { SuggestionContent } from './schema'
import type { Look } from './words'

// What a model may answer, and what is taken of it. It is untrusted text: what breaks the form is no suggestion.

const clean = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'storable')
const words = (most: number) => clean(most).refine((text) => text.trim() !== '', 'blank')

const mostRemarks = 20
const mostAnswers = 10
const turn = z.number().int().min(1).max(100_000)

export const readingAnswer = z.strictObject({
  remarks: z
    .array(
      z.strictObject({
        turn,
        look: z.enum(['logic', 'grounding', 'style']),
        quote: clean(4_000).nullable(),
        text: words(2_000),
      }),
    )
    .max(mostRemarks),
  answers: z.array(z.strictObject({ turn, text: words(200_000), why: clean(2_000) })).max(mostAnswers),
})

export const proposalAnswer = z.strictObject({
  title: words(200),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: words(100_000) }))
    .min(2)
    .max(40),
  why: clean(2_000),
})

const formOf = (name: string, schema: z.ZodType) => {
  const { $schema: _, ...form } = z.toJSONSchema(schema)
  return { name, schema: form as Record<string, unknown> }
}
/** The forms as an endpoint is told them. */
export const readingForm = formOf('reading', readingAnswer)
export const proposalForm = formOf('example', proposalAnswer)

export type Found = { messageId: string; content: SuggestionContent }

/** Null where the answer breaks the form or speaks of turns that are not there. */
export function readReading(
  text: string,
  { conversation, messageIds }: { conversation: Conversation; messageIds: string[] },
  asked: readonly Look[],
): Found[] | null {
  const read = readingAnswer.safeParse(jsonOf(text))
  if (!read.success) return null
  const { remarks, answers } = read.data
  const messages = conversation.messages
  if ([...remarks, ...answers].some(({ turn }) => turn > messages.length)) return null
  const found: Found[] = []
  for (const { turn, look, quote, text } of remarks) {
    if (!asked.includes(look)) continue
    const said = messages[turn - 1]!.content
    // a place is shown only where the words stand
    const stands = quote !== null && quote !== '' && typeof said === 'string' && said.includes(quote)
    found.push({
      messageId: messageIds[turn - 1]!,
      content: { kind: 'remark', look, quote: stands ? quote : null, text: text.trim() },
    })
  }
  for (const { turn, text, why } of answers) {
    const { role, content } = messages[turn - 1]!
    const isBetter = role === 'assistant' && typeof content === 'string' && content !== text
    if (isBetter && asked.includes('answer'))
      found.push({
        messageId: messageIds[turn - 1]!,
        content: { kind: 'answer', text, why: why.trim() },
      })
  }
  return found
}

export type Proposed = { title: string; why: string; text: string; conversation: Conversation }

/** Null where the answer breaks the form or is no example that an import would take. */
export function readProposal(text: string): Proposed | null {
  const read = proposalAnswer.safeParse(jsonOf(text))
  if (!read.success) return null
  const { title, messages, why } = read.data
  if (messages.at(-1)?.role !== 'assistant' || !messages.some(({ role }) => role === 'user')) return null
  const line = readLine(JSON.stringify({ messages }))
  return line.ok ? { title, why, text: line.text, conversation: line.conversation } : null
}

const fence = '```'

/** JSON, bare or as the one block of code that many models put it into. */
function jsonOf(text: string): unknown {
  const bare = text.trim()
  const end = bare.lastIndexOf(fence)
  const begin = bare.indexOf('\n')
  const inner = bare.startsWith(fence) && begin > 0 && end > begin ? bare.slice(begin, end) : bare
  try {
    return JSON.parse(inner)
  } catch {
    return undefined
  }
}
