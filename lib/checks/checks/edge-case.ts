import { z } from 'zod'
import { type DatasetFacts, defineCheck, type Found, type SaidText, type Subject } from '../check'
import { type EdgeCaseKind, edgeCaseKindOf } from '../edge-case-kinds'
import { injectionIn } from '../injections'
import { isMeaningless } from '../meaningless'
import { type Around, isUnclear } from '../unclear'

const settings = z.strictObject({
  /** A message is very long that is longer than so many percent of the dataset's; */
  longPercent: z.number().int().min(50).max(100).default(99),
  /** and has at least so many tokens, and twice those of the one in the middle. */
  leastTokens: z.number().int().min(1).max(10_000_000).default(150),
  /** Of a dataset with too few messages to tell: from so many tokens on. */
  longTokens: z.number().int().min(1).max(10_000_000).default(2_000),
})
type Settings = z.infer<typeof settings>

/** Input that a model meets in production and no usual example shows. What a tag says already is not said again. */
export const edgeCase = defineCheck({
  id: 'edge-case',
  severity: 'info',
  source: ['https://arxiv.org/abs/2005.04118', 'https://genai.owasp.org/llmrisk/llm01-prompt-injection/'],
  settings,
  open: (settings, facts) => {
    const tagOf = tagsByKind(facts)
    const limit = limitOf(settings, facts)
    return {
      find: (subject) => {
        const said = new Set(subject.tags.map(edgeCaseKindOf))
        return kindsIn(subject, limit)
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

/** From how many tokens on a message is very long. */
function limitOf({ longPercent, leastTokens, longTokens }: Settings, { userTokens }: DatasetFacts): number {
  const longest = userTokens?.[longPercent]
  if (!userTokens || longest === undefined) return longTokens
  return Math.max(longest + 1, leastTokens, 2 * userTokens[50]!)
}

function kindsIn({ said, conversation, tokens }: Subject, limit: number): FoundKind[] {
  const found: FoundKind[] = []
  const inputs = said.filter(({ role }) => role === 'user' || role === 'tool' || role === 'function')
  conversation.messages.forEach(({ role }, messageIndex) => {
    const count = tokens[messageIndex] ?? 0
    if (role === 'user' && count >= limit)
      found.push({
        code: 'long-input',
        messageIndex,
        span: null,
        params: { tokens: count, limit },
      })
  })
  inputs.forEach((input) => {
    const words = input.text.trim()
    const injection = injectionIn(input.text)
    if (injection) found.push(at(input, 'injection', injection))
    if (input.role !== 'user') return
    if (isMeaningless(words)) found.push(at(input, 'meaningless', whole(input.text, words)))
    else if (isUnclear(words, () => aroundOf(said, input)))
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

/** What stands before a turn of the user, instructions aside, and what answers it. */
function aroundOf(said: readonly SaidText[], input: SaidText): Around {
  const at = said.indexOf(input)
  const before = said.slice(0, at).filter(({ role }) => role !== 'system' && role !== 'developer')
  const next = said[at + 1]
  return {
    before: before.map(({ role, text }) => ({ isUser: role === 'user', text })),
    reply: next?.role === 'assistant' ? next.text : '',
  }
}
