import { expect, test } from 'vitest'
import { shortened } from './shortened'
import { diffWords } from './word-diff'

test('a text of thousands of characters is shown as it is', () => {
  const pieces = diffWords('the red parcel '.repeat(100), `${'the red parcel '.repeat(100)}more`)
  expect(shortened(pieces)).toEqual(pieces)
})

test('of a text of megabytes what stands beside the change', () => {
  const head = 'a line of words\n'.repeat(150_000)
  const tail = 'more words of it\n'.repeat(150_000)
  const pieces = shortened(diffWords(`${head}OLD ${tail}`, `${head}NEW words ${tail}`))
  expect(pieces.map((p) => p.mark)).toEqual(['gap', 'same', 'removed', 'added', 'same', 'gap'])
  const count = (of: 'gap' | 'text') =>
    pieces.reduce(
      (sum, p) => sum + (p.mark === 'gap' ? (of === 'gap' ? p.count : 0) : of === 'text' ? p.text.length : 0),
      0,
    )
  expect(count('text')).toBeLessThan(1_000)
  expect(count('text') + count('gap')).toBe(`${head}OLDNEW words ${tail}`.length)
})

test('of one that is alone, or new, its two ends', () => {
  const text = 'x'.repeat(5_000_000)
  expect(shortened([{ text, mark: 'same' }])[1]).toEqual({ mark: 'gap', count: 4_996_000 })
  expect(shortened(diffWords('', text)).map((p) => p.mark)).toEqual(['added', 'gap', 'added'])
})
