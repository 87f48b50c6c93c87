import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, isExactPair, pairsOfNeedle, searchPairs } from './pairs'

const pairs = (text: string) => searchPairs(text).split(' ').filter(Boolean).sort()

test.each([
  ['Refund', ['ef', 'fu', 'nd', 're', 'un']],
  ['aaaa', ['aa']],
  ['환불 요청', ['환불', '요청']],
  ['a b', []],
  ['', []],
  ['환\n불', []],
  ['x\u0000y', []],
  ['가😀나', ['가😀', '😀나']],
  ['😀😁', ['😀😁']],
  ['a\ud83db', []],
  ['I"\\', ['"\\', 'i"']],
  ['\u1112\u116a\u11ab\u1107\u116e\u11af', ['환불']],
])('the pairs of %j', (text, expected) => {
  expect(pairs(text)).toEqual([...expected].sort())
})

test.each(['', 'a', '환', '😀', ' ', 'a b', 'e\u0301', '\ud83d'])('%j is too short a needle', (needle) => {
  expect(pairsOfNeedle(needle)).toBeNull()
})

test.each([
  ['ΟΔΟΣ', 'οδος'],
  ['İstanbul', 'ISTANBUL'],
  ['Straſſe', 'STRASSE'],
  ['Cafe\u0301', 'CAFÉ'],
])('%s and %s are the same to a search', (a, b) => {
  expect(foldText(a)).toBe(foldText(b))
})

const text = fc.string({
  unit: fc.constantFrom('a', 'B', 'ß', 'Σ', 'ς', 'İ', '환', '불', '😀', ' ', '\n', '"'),
  maxLength: 20,
})

test('a needle finds its pairs in every text around it', () => {
  fc.assert(
    fc.property(text, text, text, (before, needle, after) => {
      const wanted = pairsOfNeedle(needle)
      const found = new Set(pairs(before + needle + after))
      expect((wanted ?? []).filter((pair) => !found.has(pair))).toEqual([])
      expect(foldText(before + needle + after)).toContain(foldText(needle))
    }),
  )
})

test('an exact pair is in the pairs just where it is in the text', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('ab', '환불', 'bB', '"a'), (around, needle) => {
      expect(isExactPair(needle)).toBe(true)
      expect(pairs(around).includes(foldText(needle))).toBe(foldText(around).includes(foldText(needle)))
    }),
  )
  for (const needle of ['abc', 'é환', '환 불', '😀a', 'ß!']) expect(isExactPair(needle)).toBe(false)
})
