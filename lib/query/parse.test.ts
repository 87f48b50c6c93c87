import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyQuery } from '@/lib/testing/random-queries'
import { parseQuery } from './parse'
import { printQuery } from './print'
import { replaceKey, withoutTerm, withTerm } from './terms'
import { keyNames, type Query } from './words'

const read = (text: string): Query => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.query
}

describe('what is understood', () => {
  test.each<[string, Query]>([
    ['', []],
    ['  \t ', []],
    ['status:draft,in_review', [{ key: 'status', negated: false, values: ['draft', 'in_review'] }]],
    ['-Status:Draft', [{ key: 'status', negated: true, values: ['draft'] }]],
    [
      'tag:"edge case/prompt injection"',
      [{ key: 'tag', negated: false, values: [{ name: 'edge case/prompt injection' }] }],
    ],
    ['tag:none,"none"', [{ key: 'tag', negated: false, values: [{ word: 'none' }, { name: 'none' }] }]],
    ['untagged:outcome', [{ key: 'untagged', negated: false, values: [{ name: 'outcome' }] }]],
    ['turns:>6', [{ key: 'turns', negated: false, values: [{ sign: '>', value: 6 }] }]],
    ['tokens:100..500', [{ key: 'tokens', negated: false, values: [{ sign: '..', from: 100, to: 500 }] }]],
    ['tokens:100..', [{ key: 'tokens', negated: false, values: [{ sign: '>=', value: 100 }] }]],
    ['updated:>2026-01-01', [{ key: 'updated', negated: false, values: [{ sign: '>', day: '2026-01-01' }] }]],
    [
      'updated:<7d',
      [{ key: 'updated', negated: false, values: [{ sign: '<', age: { count: 7, unit: 'd' } }] }],
    ],
    ['#12', [{ key: 'number', negated: false, values: [{ sign: '=', value: 12 }] }]],
    ['"#12"', [{ key: 'text', negated: false, values: ['#12'] }]],
    [
      'author:me,user-1@example.com',
      [{ key: 'author', negated: false, values: [{ word: 'me' }, { name: 'user-1@example.com' }] }],
    ],
    [
      '-환불 "no refund"',
      [
        { key: 'text', negated: true, values: ['환불'] },
        { key: 'text', negated: false, values: ['no refund'] },
      ],
    ],
    ['환불,취소', [{ key: 'text', negated: false, values: ['환불,취소'] }]],
    ['text:환불,"카드 취소"', [{ key: 'text', negated: false, values: ['환불', '카드 취소'] }]],
    ['"say \\"hi\\" \\n"', [{ key: 'text', negated: false, values: ['say "hi" \\n'] }]],
    ['12:30', [{ key: 'text', negated: false, values: ['12:30'] }]],
    ['"http://example.com"', [{ key: 'text', negated: false, values: ['http://example.com'] }]],
    ['copy:#3,none', [{ key: 'copy', negated: false, values: [3, 'none'] }]],
    ['in:trash', [{ key: 'in', negated: false, values: ['trash'] }]],
  ])('%s', (text, query) => {
    expect(read(text)).toEqual(query)
  })
})

describe('what is refused, and where', () => {
  test.each<[string, [string, string][]]>([
    ['stauts:draft', [['unknownKey', 'stauts']]],
    ['constructor:x', [['unknownKey', 'constructor']]],
    ['http://example.com', [['unknownKey', 'http']]],
    [
      'status:draft,done turns:many',
      [
        ['unknownValue', 'done'],
        ['notANumber', 'many'],
      ],
    ],
    ['status: draft', [['missingValue', 'status:']]],
    ['status:draft,', [['missingValue', 'status:draft,']]],
    ['tag:""', [['missingValue', '""']]],
    ['turns:9..3', [['rangeReversed', '9..3']]],
    ['turns:..', [['notANumber', '..']]],
    ['turns:-1', [['notANumber', '-1']]],
    ['updated:2026-02-30', [['notATime', '2026-02-30']]],
    ['updated:7d', [['notATime', '7d']]],
    ['updated:2026-02-02..2026-02-01', [['rangeReversed', '2026-02-02..2026-02-01']]],
    ['환', [['tooShort', '환']]],
    ['"a b" ok', [['tooShort', '"a b"']]],
    ['-', [['tooShort', '-']]],
    ['fine "open', [['openQuote', '"open']]],
    ['say"hello', [['quoteInWord', 'say"hello']]],
    ['"환불"이', [['quoteInWord', '"환불"이']]],
    ['tag:"a"b,c', [['quoteInWord', '"a"b,c']]],
    ['-in:trash', [['notNegatable', '-in:trash']]],
    ['in:trash in:all', [['onlyOnce', 'in:all']]],
    ['in:trash,all', [['onlyOnce', 'in:trash,all']]],
    ['copy:some', [['unknownValue', 'some']]],
    ['x'.repeat(2001), [['tooLong', 'x']]],
  ])('%s', (text, expected) => {
    const parsed = parseQuery(text)
    const errors = parsed.ok ? [] : parsed.errors
    expect(errors.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual(expected)
  })

  test('any text gives a query or errors inside it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a:",\\- #1>.환불tag in'), maxLength: 30 }),
        (text) => {
          const parsed = parseQuery(text)
          if (parsed.ok) {
            expect(read(printQuery(parsed.query))).toEqual(parsed.query)
            const piecesRead = parsed.spans.flat().every(({ start, end }) => text.slice(start, end) !== '')
            expect(piecesRead).toBe(true)
          } else
            for (const { start, end } of parsed.errors)
              expect(0 <= start && start < end && end <= text.length).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

test('a printed query is read back as it was', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(read(printQuery(query))).toEqual(query)
    }),
    { numRuns: 1000 },
  )
})

test('terms are put in, taken out and replaced', () => {
  const [draft, refusal] = read('status:draft tag:refusal')
  expect(printQuery(withTerm(read('환불'), draft!))).toBe('환불 status:draft')
  expect(printQuery(withTerm(read('status:draft 환불'), draft!))).toBe('status:draft 환불')
  expect(printQuery(withoutTerm(read('환불 tag:refusal -tag:refusal'), refusal!))).toBe('환불 -tag:refusal')
  const twice = read('a1 status:approved b2 -status:excluded c3')
  expect(printQuery(replaceKey(twice, 'status', draft!))).toBe('a1 status:draft b2 c3')
  expect(printQuery(replaceKey(twice, 'status', null))).toBe('a1 b2 c3')
  expect(printQuery(replaceKey(twice, 'tag', refusal!))).toBe(
    'a1 status:approved b2 -status:excluded c3 tag:refusal',
  )
})

test('docs/query.md has every key, and its examples are understood', () => {
  const rows = readFileSync('docs/query.md', 'utf8').matchAll(/^\| `(\w+)` +\| .* \| (.*) \|$/gm)
  const examples = new Map([...rows].map(([, key, column]) => [key, [...column!.matchAll(/`([^`]+)`/g)]]))
  expect([...examples.keys()].sort()).toEqual([...keyNames].sort())
  for (const [key, texts] of examples) {
    expect(texts.length).toBeGreaterThan(0)
    for (const [, text] of texts) expect(read(text!).map((term) => term.key)).toEqual([key])
  }
})
