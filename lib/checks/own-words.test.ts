import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownWords, quotesIn } from './own-words'

describe('ownWords', () => {
  it.each([
    ['She said "I booked it" to me.', 'She said               to me.'],
    ["Don't say 'I sent it' yet.", "Don't say             yet."],
    ['“I’ll call you” is a quote', '                is a quote'],
    ['「예약했습니다」라고 쓰세요', '        라고 쓰세요'],
    ['a 5" screen and a 6" one', 'a 5" screen and a 6" one'],
    ['run `npm test` now', 'run            now'],
    ['one\n```\nI sent it\n```\ntwo', 'one\n   \n         \n   \ntwo'],
    ['> I sent it\nNo.', '           \nNo.'],
    ['never "closed', 'never "closed'],
  ])('%j', (text, own) => expect(ownWords(text)).toBe(own))

  it('is as long as the text, and changes nothing but what it blanks', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '"', "'", '“', '”', '`', '\n', '>', '가'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(text, (text) => {
        const own = ownWords(text)
        expect(own.length).toBe(text.length)
        for (let i = 0; i < text.length; i++) expect([text[i], ' ']).toContain(own[i])
      }),
    )
  })
})

it('quotations are those of several words', () => {
  const text = 'He wrote: "Trust is the currency." and "yes", 「모든 마을의 화폐」.'
  expect(quotesIn(text).map(({ words }) => words)).toEqual(['Trust is the currency.', '모든 마을의 화폐'])
})
