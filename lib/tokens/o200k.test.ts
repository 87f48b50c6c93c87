import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { expect, test } from 'vitest'
import { openO200k } from './o200k.mjs'

const count = openO200k()
const plain = (text: string) => countTokens(text, { disallowedSpecial: new Set() })

test('tokens are counted as gpt-tokenizer counts them', () => {
  const pages = ['docs/architecture.md', 'messages/ko.json', 'messages/en.json', 'lib/tokens/slices.ts']
  const lines = pages.flatMap((page) => readFileSync(page, 'utf8').split('\n'))
  for (const line of lines) expect([line, count(line)]).toEqual([line, plain(line)])
})

test('whatever is counted: parts of characters, marks, blanks, special tokens', () => {
  const pieces = [
    '<|endoftext|>',
    '<|im_start|>',
    ' ',
    '  ',
    '\n\n',
    '한국어',
    '👩‍💻',
    'é',
    '1234',
    "don't",
    '\ud800',
  ]
  const word = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join('')
      expect(count(text)).toBe(plain(text))
    }),
    { numRuns: 500 },
  )
})
