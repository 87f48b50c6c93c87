import { afterEach, beforeEach } from 'vitest'
import { z } from 'zod'
import { createAnswer } from '@/lib/checks/answer'
import { type Check, defineCheck, type Entry } from '@/lib/checks/check'
import { answerChecksBy } from '@/lib/checks/threads'

/** Each test of the calling file checks by these, in this process, in the place of what a thread knows. */
export function useChecks(checks: readonly Check[] = [shouting, pricing]): void {
  beforeEach(() => answerChecksBy(createAnswer(checks)))
  afterEach(() => answerChecksBy(null))
}

/** Finds a word, "SHOUT" unless a dataset says another; mends it by small letters. */
export const shouting = defineCheck({
  id: 'language-style',
  severity: 'warning',
  source: ['https://example.com/rule'],
  settings: z.strictObject({ word: z.string().min(1).max(20).default('SHOUT') }),
  open: ({ word }) => ({
    find: ({ said }) =>
      said.flatMap(({ messageIndex, path, text }) =>
        [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({
          code: 'shouting',
          messageIndex,
          span: { path, from: index, to: index + word.length },
          params: { word },
          suggestion: { type: 'replace' as const, insert: word.toLowerCase() },
        })),
      ),
  }),
}) as unknown as Check

/** Two examples that ask the same must answer the same. */
export const pricing = defineCheck({
  id: 'contradiction',
  severity: 'error',
  source: [],
  settings: z.strictObject({}),
  open: () => ({
    find: () => [],
    across: {
      entriesOf: ({ said }) =>
        said.flatMap(({ role, text }, i): Entry[] => {
          const answer = said[i + 1]
          return role === 'user' && answer
            ? [{ key: text.slice(0, 64), messageIndex: answer.messageIndex, facts: answer.text }]
            : []
        }),
      judge: (mine, other) =>
        mine.facts === other.facts
          ? null
          : {
              code: 'other-answer',
              messageIndex: mine.messageIndex,
              span: null,
              params: { number: other.number, answer: other.facts.slice(0, 80) },
            },
    },
  }),
}) as unknown as Check
