import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import { sliceText, unbrokenLimit } from './slices'

const options = { disallowedSpecial: new Set<string>() }
const sliced = (text: string) =>
  Math.round(sliceText(text).reduce((sum, s) => sum + countTokens(s.text, options) * s.times, 0))

describe('sliceText', () => {
  it('loses no character of a text without endless runs', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 30, unit: 'grapheme' }),
      fc.constantFrom('반품하고', '싶습니다.', "don't", '😀', '。、', '\n\n', '  ', '12345', '<|endoftext|>'),
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 3_000, maxLength: 9_000, size: 'max' }), (words) => {
        const text = words.join(' ')
        expect(
          sliceText(text)
            .map((s) => s.text)
            .join(''),
        ).toBe(text)
      }),
      { numRuns: 20 },
    )
  })

  it('counts a long text with spaces exactly', () => {
    const words = [
      'The',
      'order',
      "hasn't",
      '환불이',
      '되나요?',
      '42,000',
      '(see',
      'https://example.com/a_b)',
      '😀!',
      '漢字。',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 15_000, maxLength: 20_000, size: 'max' }),
        (list) => {
          const text = list.join(' ')
          expect(sliceText(text).length).toBeGreaterThan(1)
          expect(sliced(text)).toBe(countTokens(text, options))
        },
      ),
      { numRuns: 5 },
    )
  })

  it('counts base64 and long numbers exactly: their runs are short', () => {
    const base64 = Buffer.from(Array.from({ length: 30_000 }, (_, i) => (i * 7919) % 256)).toString('base64')
    for (const text of [base64.slice(0, 20_000), '1234567890'.repeat(1_000)])
      expect(sliced(text)).toBe(countTokens(text, options))
  })

  it.each([
    ['letters', 'a'.repeat(30_000)],
    ['unspaced Korean', '안녕하세요반갑습니다환불해주세요'.repeat(500)],
    ['blanks', ' '.repeat(20_000)],
    ['marks', '!?#$'.repeat(4_000)],
  ])('estimates an endless run of %s within 10 %', (_, text) => {
    const exact = countTokens(text.slice(0, 6_000), options) * (text.length / Math.min(6_000, text.length))
    expect(Math.abs(sliced(text) - exact) / exact).toBeLessThan(0.1)
  })

  it('counts only the first 100,000 characters of a run, in proportion', () => {
    const slices = sliceText(`Look: ${'x'.repeat(10_000_000)} end`)
    expect(slices.reduce((sum, s) => sum + s.text.length, 0)).toBeLessThan(101_000)
    expect(slices.reduce((sum, s) => sum + s.text.length * s.times, 0)).toBeCloseTo(10_000_010, -3)
  })

  it('never cuts an emoji in two', () => {
    for (const slice of sliceText('😀'.repeat(unbrokenLimit))) expect(slice.text.isWellFormed()).toBe(true)
  })
})
