import { describe, expect, test } from 'vitest'
import type { Message } from '@/lib/conversations/schema'
import { findPlaces, needlesOf, turnsWith } from './found'
import { parseQuery } from './parse'

describe('what a query finds in a text', () => {
  test.each([
    ['Where is my Refund? refunds', ['refund'], ['Refund', 'refund']],
    ['배송과 환불, 환불', ['환불'], ['환불', '환불']],
    ['a+b (a+b)', ['a+b'], ['a+b', 'a+b']],
    ['refund policy', ['policy', 'refund'], ['refund', 'policy']],
    ['aaa', ['aa'], ['aa']],
    ['nothing', ['refund', ''], []],
    // a decomposed text: its composed form is shorter, so only what is written alike is found
    ['cafe\u0301 refund', ['refund'], ['refund']],
  ])('%s: %j', (text, needles, found) => {
    expect(findPlaces(text, needles, 10).map(([from, to]) => text.slice(from, to))).toEqual(found)
  })

  test('stops at the most it is asked for', () => {
    expect(findPlaces('a'.repeat(100), ['a'], 7)).toHaveLength(7)
  })

  test('looks for words of text terms only, and not for what must be missing', () => {
    const parsed = parseQuery('status:draft refund -"late parcel" "very late" soon')
    expect(parsed.ok && needlesOf(parsed.query)).toEqual(['refund', 'very late', 'soon'])
  })
})

test('turns that have the words, however they are written, in their calls too', () => {
  const messages: Message[] = [
    { role: 'user', content: 'Where is my REFUND?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ function: { name: 'refund', arguments: '{}' } }],
    },
    { role: 'user', content: [{ type: 'text', text: '환불 되나요' }] },
  ]
  expect(turnsWith(messages, 'refund')).toEqual([0, 1])
  expect(turnsWith(messages, '불 되')).toEqual([2])
  expect([turnsWith(messages, 'user'), turnsWith(messages, '')]).toEqual([[], []])
})
