import fc from 'fast-check'
import { checkIds, severities } from '@/lib/checks/words'
import { kinds, roles } from '@/lib/conversations/schema'
import { statuses } from '@/lib/examples/schema'
import { pairsOfNeedle } from '@/lib/query/pairs'
import {
  compareSigns,
  type Key,
  type NumberTest,
  type Query,
  type Term,
  type TimeTest,
} from '@/lib/query/words'

const twoInOrder = <T extends string | number>(values: fc.Arbitrary<T>) =>
  fc.tuple(values, values).map(([a, b]) => (a <= b ? [a, b] : [b, a]) as [T, T])

const sign = fc.constantFrom(...compareSigns)
const numberTest = (most: number): fc.Arbitrary<NumberTest> =>
  fc.oneof(
    fc.record({ sign, value: fc.nat(most) }),
    twoInOrder(fc.nat(most)).map(([from, to]) => ({ sign: '..' as const, from, to })),
  )
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-02-${String(date).padStart(2, '0')}`)
const timeTest: fc.Arbitrary<TimeTest> = fc.oneof(
  fc.record({ sign, day }),
  twoInOrder(day).map(([from, to]) => ({ sign: '..' as const, from, to })),
  fc.record({
    sign: fc.constantFrom('<', '>'),
    age: fc.record({ count: fc.nat(30), unit: fc.constantFrom('min', 'h', 'd', 'w') }),
  }),
)

const word = <W extends string>(...words: W[]) => fc.constantFrom(...words).map((one) => ({ word: one }))
const name = (names: fc.Arbitrary<string>) => names.map((one) => ({ name: one }))

/** What random terms may name. */
export type Vocabulary = Record<
  'needle' | 'tag' | 'group' | 'person' | 'problem' | 'source',
  fc.Arbitrary<string>
>

const term = (key: Key, value: fc.Arbitrary<unknown>): fc.Arbitrary<Term> =>
  fc
    .record({ negated: fc.boolean(), values: fc.array(value, { minLength: 1, maxLength: 3 }) })
    .map((rest) => ({ key, ...rest }) as Term)

/** Random queries over every key. */
export function queryOver(words: Vocabulary): fc.Arbitrary<Query> {
  const terms = fc.oneof(
    { arbitrary: term('text', words.needle), weight: 4 },
    { arbitrary: term('tag', fc.oneof(name(words.tag), word('any', 'none'))), weight: 2 },
    term('status', fc.constantFrom(...statuses)),
    term('kind', fc.constantFrom(...kinds)),
    term('untagged', name(words.group)),
    term('counted', name(words.tag)),
    term('uncounted', name(words.group)),
    term('weight', fc.constantFrom('0', '1', 'mixed')),
    term('turns', numberTest(8)),
    term('tokens', numberTest(400)),
    term('trained', numberTest(4)),
    term('role', fc.constantFrom(...roles)),
    term('author', fc.oneof(name(words.person), word('me'))),
    term('updated', timeTest),
    term('problem', fc.oneof(name(words.problem), word('any', 'none', 'error'))),
    term('finding', fc.constantFrom(...checkIds.slice(0, 3), 'any', 'none')),
    term('waived', fc.constantFrom(...checkIds.slice(0, 3), 'any', 'none')),
    term('severity', fc.constantFrom(...severities)),
    term('split', fc.constantFrom('train', 'validation', 'test', 'none')),
    term('source', fc.oneof(name(words.source), word('any', 'none'))),
    term('number', numberTest(300)),
    term('copy', fc.oneof(fc.constantFrom('any', 'none'), fc.nat(300))),
  )
  const place = fc.constantFrom<Query>(
    [],
    [],
    [],
    [{ key: 'in', negated: false, values: ['trash'] }],
    [{ key: 'in', negated: false, values: ['all'] }],
  )
  return fc.tuple(fc.array(terms, { maxLength: 3 }), place).map(([query, where]) => [...query, ...where])
}

const anyName = fc
  .string({ unit: fc.constantFrom(...'ab", \\-:#/환불none me'), minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() !== '')

export const anyQuery = queryOver({
  needle: fc
    .string({ unit: fc.constantFrom(...'ab", \\-:#1환불text'), maxLength: 10 })
    .filter((text) => pairsOfNeedle(text) !== null),
  tag: anyName,
  group: anyName,
  person: anyName,
  problem: anyName,
  source: anyName,
})
