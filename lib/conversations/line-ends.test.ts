import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asField, fromField, placeInField, placeInText } from './line-ends'

describe('a text in a field', () => {
  it.each([
    ['a\r\nb\r\nc', 'a\nbx\nc', 'a\r\nbx\r\nc'],
    ['a\r\nb', 'a\nb\n', 'a\r\nb\r\n'],
    ['a\rb\r\nc\n', 'a\nb\nc\n!', 'a\rb\r\nc\n!'],
    ['a\r\nb', 'ab', 'ab'],
    ['a\nb', 'a\n\nb', 'a\n\nb'],
    ['\r\n', '', ''],
    ['😀\r\n', '😁\n', '😁\r\n'],
    // what stood between a CR and an LF is gone: still two line ends
    ['\ra\n', '\n\n', '\r\r\n'],
    ['\r\ra\n\n', '\n\n\n\n', '\r\r\r\n\n'],
  ])('%j with %j typed is %j', (text, typed, expected) => {
    expect(fromField(text, typed)).toBe(expected)
  })

  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '😀') })

  it('is as it was where nothing was typed, and always shows what was', () => {
    fc.assert(
      fc.property(texts, texts.map(asField), (text, typed) => {
        expect(fromField(text, asField(text))).toBe(text)
        expect(asField(fromField(text, typed))).toBe(typed)
      }),
      { numRuns: 1_000 },
    )
  })

  it('keeps the bytes on both sides of what was typed', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const text = `${before}x${after}`
        const at = placeInField(text, before.length)
        const shown = asField(text)
        expect(fromField(text, `${shown.slice(0, at)}y${shown.slice(at + 1)}`)).toBe(`${before}y${after}`)
        expect(placeInText(text, at)).toBe(before.length)
      }),
    )
  })
})
