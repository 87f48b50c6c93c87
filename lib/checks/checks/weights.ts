import { z } from 'zod'
import { isPreference } from '@/lib/conversations/schema'
import { isTrained } from '@/lib/conversations/weights'
import { defineCheck, type Found, type Subject } from '../check'
import { isFiller, takesYes } from '../filler'
import { severities } from '../words'

const settings = z.strictObject({
  /** A trained turn is named from this severity of another check's finding on. */
  flaggedFrom: z.enum(severities).default('warning'),
})

/** What is trained that should not be, and examples of which nothing is. */
export const weights = defineCheck({
  id: 'weights',
  severity: 'warning',
  source: [
    'https://platform.openai.com/docs/guides/supervised-fine-tuning',
    'https://arxiv.org/abs/2305.11206',
  ],
  last: true,
  settings,
  open: ({ flaggedFrom }) => ({
    find: (subject) => {
      if (subject.conversation[isPreference]) return []
      const { messages } = subject.conversation
      const answers = messages.filter(({ role }) => role === 'assistant')
      if (answers.length > 0 && !answers.some(isTrained))
        return [
          { code: 'nothing-trained', messageIndex: null, span: null, params: { count: answers.length } },
        ]
      const fillers = findFillers(subject)
      return [
        ...fillers,
        ...findFlagged(subject, flaggedFrom, new Set(fillers.map((one) => one.messageIndex))),
      ]
    },
  }),
})

const untrain = { type: 'set-weight', to: 0 } as const

function findFillers({ conversation: { messages }, said }: Subject): Found[] {
  const found: Found[] = []
  let before = ''
  said.forEach(({ messageIndex, role, path, text, trained }, i) => {
    if (role === 'user') before = text
    if (role !== 'assistant' || !trained || 'tool_calls' in messages[messageIndex]!) return
    if (said[i - 1]?.messageIndex === messageIndex || said[i + 1]?.messageIndex === messageIndex) return
    const words = text.trim()
    if (!isFiller(words, takesYes(before)) || isAskedFor(words, before)) return
    const from = text.indexOf(words)
    const span = { path, from, to: from + words.length }
    found.push({ code: 'filler', messageIndex, span, params: {}, suggestion: untrain })
  })
  return found
}

/** "Say OK and nothing else." */
const isAskedFor = (words: string, before: string): boolean =>
  before.toLowerCase().includes(words.toLowerCase().replace(/(?<![.!])[.!]+$/, ''))

function findFlagged(
  { conversation: { messages }, found = [] }: Subject,
  from: (typeof severities)[number],
  named: ReadonlySet<number | null>,
): Found[] {
  const least = severities.indexOf(from)
  const counts = new Map<number, number>()
  for (const { check, severity, messageIndex } of found)
    if (check !== 'weights' && messageIndex !== null && severities.indexOf(severity) >= least)
      counts.set(messageIndex, (counts.get(messageIndex) ?? 0) + 1)
  return [...counts]
    .filter(([index]) => !named.has(index) && messages[index] && isTrained(messages[index]))
    .map(([messageIndex, count]) => ({
      code: 'flagged',
      severity: 'info',
      messageIndex,
      span: null,
      params: { count },
      suggestion: untrain,
    }))
}
