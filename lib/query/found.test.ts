import { describe, expect, test } from 'vitest'
import { findPlaces, needlesOf } from './found'
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
