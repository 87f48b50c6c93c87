import { expect, test } from 'vitest'
import { nodeAt, renderedSpan } from './places'

/** The words of a rendered text that a span of the source is seen as. */
function seen(source: string, rendered: string, words: string): string | null {
  const from = source.indexOf(words)
  const span = renderedSpan(source, rendered, from, from + words.length)
  return span && rendered.slice(...span)
}

test('a text that is shown as it is has its spans where they are', () => {
  expect(seen('I sent it by e-mail.', 'I sent it by e-mail.', 'e-mail')).toBe('e-mail')
  expect(renderedSpan('abc', 'abc', 1, 1)).toBeNull()
})

test.each([
  ['I **have sent** an e-mail.', 'I have sent an e-mail.', '**have sent**', 'have sent'],
  ['# Title\n\n- one\n- **two** is\n  here', 'Title\none\ntwo is\nhere', '**two** is', 'two is'],
  ['See [our page](https://example.com/a-long-way) for it', 'See our page for it', 'for it', 'for it'],
  [
    '결과를 알려 주시면 **이메일로 보내** 드리겠습니다.',
    '결과를 알려 주시면 이메일로 보내 드리겠습니다.',
    '이메일로 보내',
    '이메일로 보내',
  ],
  ['a & b < c', 'a & b < c', 'b < c', 'b < c'],
])('Markdown: %s', (source, rendered, words, expected) => {
  expect(seen(source, rendered, words)).toBe(expected)
})

test('what is not seen has no place', () => {
  expect(seen('See [us](https://example.com)', 'See us', 'https://example.com')).toBeNull()
})

test('a place is found in the node that holds it', () => {
  const laid = [
    { node: 'first', start: 0, length: 4 },
    { node: 'second', start: 4, length: 3 },
  ]
  expect([nodeAt(laid, 4, false), nodeAt(laid, 4, true)]).toEqual([
    ['second', 0],
    ['first', 4],
  ])
  expect(nodeAt(laid, 7, false)).toBeNull()
})
