import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { matchesText, searchableText, surelyMisses } from './text'
import type { Query } from './words'

const textTerm = (values: string[], negated = false): Query => [{ key: 'text', values, negated }]
const letters = fc.constantFrom(...'aAéi̇nſsKσςΣ\u0301\u1161\u11a8가각환\n\t"\\/ u0041#7'.split(''))
const someText = fc.string({ unit: letters, maxLength: 12 })
const escaped = (json: string) =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

test('a stored text that surely misses a needle does not match when it is read', () => {
  fc.assert(
    fc.property(
      fc.array(someText, { minLength: 1, maxLength: 3 }),
      fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      (contents, needles, negated, isEscaped) => {
        const line = JSON.stringify({ messages: contents.map((content) => ({ role: 'user', content })) })
        const stored = isEscaped ? escaped(line) : line
        const query = textTerm(needles, negated)
        const matches = matchesText(query, searchableText(conversationOf(stored).messages))
        expect(surelyMisses(query, stored) && matches).toBe(false)
      },
    ),
    { numRuns: 3_000 },
  )
})

test.each([
  ['#77 ', '#7 and 77', true],
  ['환불', '교환만 됩니다', true],
  ['refund', 'A REFUND', false],
  ['a"b', 'nothing', false],
  ['café', 'nothing', false],
])('%s in %s: %s', (needle, content, misses) => {
  const stored = JSON.stringify({ messages: [{ role: 'user', content }] })
  expect(surelyMisses(textTerm([needle]), stored)).toBe(misses)
})

test('what is escaped by number is read', () => {
  expect(surelyMisses(textTerm(['환불']), escaped('{"messages":[{"role":"user","content":"교환"}]}'))).toBe(
    false,
  )
})
