import { z } from 'zod'
import { isAmbiguous } from '../ambiguous'
import { type DatasetFacts, defineCheck, type Found, type SaidText, type Subject } from '../check'
import { type EdgeCaseKind, edgeCaseKindOf } from '../edge-case-kinds'
import { injectionIn } from '../injections'
import { isMeaningless } from '../meaningless'

const settings = z.strictObject({
  /** A message of so many tokens is very long. */
  longTokens: z.number().int().min(1).max(10_000_000).default(2_000),
})

/** Input that a model meets in production and no usual example shows. What a tag says already is not said again. */
export const edgeCase = defineCheck({
  id: 'edge-case',
  severity: 'info',
  source: ['https://arxiv.org/abs/2005.04118', 'https://genai.owasp.org/llmrisk/llm01-prompt-injection/'],
  settings,
  open: ({ longTokens }, facts) => {
    const tagOf = tagsByKind(facts)
    return {
      find: (subject) => {
        const said = new Set(subject.tags.map(edgeCaseKindOf))
        return kindsIn(subject, longTokens)
          .filter(({ code }) => !said.has(code))
          .map((found) => {
            const tag = tagOf.get(found.code)
            return tag === undefined ? found : { ...found, suggestion: { type: 'add-tag', tag } }
          })
      },
    }
  },
})

type FoundKind = Found & { code: EdgeCaseKind }

/** The first tag of the dataset that means each kind. */
function tagsByKind({ tagNames }: DatasetFacts): Map<EdgeCaseKind, string> {
  const found = new Map<EdgeCaseKind, string>()
  for (const tag of tagNames) {
    const kind = edgeCaseKindOf(tag)
    if (kind && !found.has(kind)) found.set(kind, tag)
  }
  return found
}

function kindsIn({ said, conversation, tokens }: Subject, longTokens: number): FoundKind[] {
  const found: FoundKind[] = []
  const inputs = said.filter(({ role }) => role === 'user' || role === 'tool' || role === 'function')
  conversation.messages.forEach(({ role }, messageIndex) => {
    const count = tokens[messageIndex] ?? 0
    if (role === 'user' && count >= longTokens)
      found.push({
        code: 'long-input',
        messageIndex,
        span: null,
        params: { tokens: count, limit: longTokens },
      })
  })
  inputs.forEach((input) => {
    const words = input.text.trim()
    const injection = injectionIn(input.text)
    if (injection) found.push(at(input, 'injection', injection))
    if (input.role !== 'user') return
    if (isMeaningless(words)) found.push(at(input, 'meaningless', whole(input.text, words)))
    else if (isFirst(said, input) && isAmbiguous(words))
      found.push(at(input, 'ambiguous', whole(input.text, words)))
  })
  return found
}

const at = (
  { messageIndex, path }: SaidText,
  code: EdgeCaseKind,
  range: { from: number; to: number },
): FoundKind => ({
  code,
  messageIndex,
  span: { path, ...range },
  params: {},
})

const whole = (text: string, words: string) => {
  const from = text.indexOf(words)
  return { from, to: from + words.length }
}

/** Whether nothing but instructions stands before it, so that no pronoun has anything to mean. */
const isFirst = (said: readonly SaidText[], input: SaidText): boolean =>
  said.find(({ role }) => role !== 'system' && role !== 'developer') === input
