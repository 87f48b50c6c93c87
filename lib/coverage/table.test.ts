import { describe, expect, it } from 'vitest'
import { cellsOf, countPairs, missingIn } from './table'

const profile = (n: number, tags: string, trained = 1) => ({ n, tags, trained })
const kinds = new Set(['long', 'odd'])
const topics = new Set(['bills', 'parcels'])

describe('countPairs', () => {
  it.each([
    ['both tags on the example', [profile(3, 'bills long')], 3],
    ['the kind on a trained message', [profile(2, 'bills long@1')], 2],
    ['both on messages that aren’t trained', [profile(4, 'bills@- long@-')], 4],
    ['one tag twice counts once', [profile(1, 'bills long long@1')], 1],
    ['another topic', [profile(5, 'long parcels')], 0],
    ['no topic', [profile(5, 'long')], 0],
    ['profiles add up', [profile(3, 'bills long'), profile(2, 'bills long odd')], 5],
  ])('%s', (_, profiles, count) => {
    expect(countPairs(profiles, kinds, topics).ofBoth('long', 'bills')).toBe(count)
  })

  it('counts each tag by itself too', () => {
    const { of } = countPairs(
      [profile(3, 'bills long'), profile(2, 'long'), profile(9, 'other')],
      kinds,
      topics,
    )
    expect(Object.fromEntries(of)).toEqual({ long: 5, bills: 3 })
  })
})

it('a cell has its own target, else the one of all', () => {
  const counts = countPairs([profile(3, 'bills long')], kinds, topics)
  const own = [
    { kindTagId: 'long', topicTagId: 'parcels', target: 0 },
    { kindTagId: 'gone', topicTagId: 'bills', target: 9 },
  ]
  const cells = cellsOf(['long'], ['bills', 'parcels'], counts, { target: 5, own })
  expect(cells).toEqual([
    { kindTagId: 'long', topicTagId: 'bills', count: 3, target: 5, hasOwn: false },
    { kindTagId: 'long', topicTagId: 'parcels', count: 0, target: 0, hasOwn: true },
  ])
  expect(missingIn(cells)).toBe(2)
})
