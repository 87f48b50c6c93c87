import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cut, cut, recut } from './parts'

const joined = ({ parts }: Cut) => parts.map((part) => part.text).join('')
const long = (seed: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${seed} ${i}`).join('\n')

describe('a long text in parts', () => {
  test('is cut after lines, and joins to itself', () => {
    const text = long('a line of words', 5_000)
    const { parts } = cut(text)
    expect(joined(cut(text))).toBe(text)
    expect(parts.length).toBeGreaterThan(8)
    for (const part of parts.slice(0, -1)) expect(part.text.endsWith('\n')).toBe(true)
    for (const part of parts) expect(part.text.length).toBeLessThanOrEqual(12_000)
  })

  test('is cut after words where there are no lines, and never inside a pair', () => {
    for (const { text } of cut('word '.repeat(10_000)).parts.slice(0, -1))
      expect(text.endsWith(' ')).toBe(true)
    for (const { text } of cut(`x${'😀'.repeat(20_000)}`).parts) expect(text.isWellFormed()).toBe(true)
  })

  test.each([
    ['at its end', 'more'],
    ['with nothing left', ''],
  ])('keeps the part that is edited %s', (_, typed) => {
    const before = cut(long('line', 10_000))
    const edited = before.parts[2]!
    const texts = before.parts.map((p) => (p === edited ? (typed ? p.text + typed : '') : p.text))
    const after = recut(before, texts.join(''), edited.key)
    expect(after.parts.map((p) => p.key)).toEqual(before.parts.map((p) => p.key))
    expect(after.parts[2]!.text).toBe(texts[2])
    expect(after.parts[3]).toBe(before.parts[3])
  })

  test('keeps what is typed at the start of a part in it', () => {
    const before = cut(long('line', 10_000))
    const edited = before.parts[2]!
    // the same words as at the end of the part before: only the part being edited tells where they belong
    const typed = before.parts[1]!.text.slice(-9) + edited.text
    const text = before.parts.map((p) => (p === edited ? typed : p.text)).join('')
    expect(recut(before, text, edited.key).parts[2]).toEqual({ key: edited.key, text: typed })
  })

  test('joins to the changed text, whatever changed, with a key for each part', () => {
    const change = fc.record({
      at: fc.nat(60_000),
      remove: fc.nat(30_000),
      insert: fc.string({ maxLength: 50 }),
    })
    const start = long('some words of a line', 2_500)
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(6), (changes, editing) => {
        let now = cut(start)
        for (const { at, remove, insert } of changes) {
          const text = now.text.slice(0, at) + insert + now.text.slice(at + remove)
          now = recut(now, text, now.parts[editing]?.key ?? null)
          expect(joined(now)).toBe(text)
          expect(new Set(now.parts.map((p) => p.key)).size).toBe(now.parts.length)
        }
      }),
      { numRuns: 60 },
    )
  })
})
