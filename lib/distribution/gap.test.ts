import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentence } from '@/lib/i18n/sentence'
import { gapOf } from './gap'
import type { Distribution } from './schema'

const distribution = (count: number, total: number): Distribution => ({
  by: 'examples',
  total,
  groups: [
    {
      groupId: 'g',
      name: 'outcome',
      kind: 'exclusive',
      untagged: total - count,
      tags: [{ tagId: 't', count }],
    },
  ],
})
const gap = (count: number, total: number, targetMin: number | null, targetMax: number | null) =>
  gapOf(distribution(count, total), [{ tags: [{ id: 't', targetMin, targetMax }] }])[0]

describe('the gap to a target', () => {
  test.each([
    // 27 of 100 where 5 % is the most: (27-24)/(100-24) is under it, (27-23)/(100-23) isn't; 27/540 is 5 %
    [27, 100, null, 0.05, { state: 'over', points: 22, leaveOut: 24, writeOthers: 440 }],
    [36, 60, null, 0.3, { state: 'over', points: 30, leaveOut: 26, writeOthers: 60 }],
    [1, 10, null, 0, { state: 'over', points: 10, leaveOut: 1, writeOthers: null }],
    [10, 10, null, 0.5, { state: 'over', points: 50, leaveOut: 10, writeOthers: 10 }],
    [2, 10, 0.5, null, { state: 'under', points: 30, writeMore: 6, leaveOutOthers: 6 }],
    [0, 10, 0.1, null, { state: 'under', points: 10, writeMore: 2, leaveOutOthers: null }],
    [9, 10, 1, null, { state: 'under', points: 10, writeMore: null, leaveOutOthers: 1 }],
    [7, 20, 0.35, 0.35, { state: 'within', share: 0.35 }],
    [3, 10, 0.3, 0.3, { state: 'within', share: 0.3 }],
    [5, 10, null, 1, { state: 'within' }],
    [100_001, 200_000, null, 0.5, { state: 'over', points: 0.1, leaveOut: 2, writeOthers: 2 }],
  ])('%i of %i, target %s to %s', (count, total, min, max, expected) => {
    expect(gap(count, total, min, max)).toMatchObject(expected)
  })

  test('is not spoken of without a target, or while nothing is counted', () => {
    expect(gap(1, 2, null, null)).toBeUndefined()
    expect(gap(0, 0, 0.5, null)).toBeUndefined()
  })

  test('names the fewest that reach the bound', () => {
    const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000)
    const counted = fc
      .integer({ min: 1, max: 5000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)))
    fc.assert(
      fc.property(counted, share, share, ([count, total], a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)]
        const found = gap(count, total, min, max)!
        const reaches = (c: number, t: number) =>
          found.state === 'over' ? (t === 0 ? 0 : c / t) <= max : c / t >= min
        const isFewest = (n: number, c: number, t: number) => {
          expect(reaches(count + c * n, total + t * n)).toBe(true)
          expect(reaches(count + c * (n - 1), total + t * (n - 1))).toBe(false)
        }
        if (found.state === 'within') {
          expect(count / total).toBeGreaterThanOrEqual(min)
          expect(count / total).toBeLessThanOrEqual(max)
        } else if (found.state === 'over') {
          expect(found.leaveOut).toBeLessThanOrEqual(count)
          isFewest(found.leaveOut, -1, -1)
          if (found.writeOthers === null) expect(max).toBe(0)
          else isFewest(found.writeOthers, 0, 1)
        } else {
          if (found.writeMore === null) expect(min).toBe(1)
          else isFewest(found.writeMore, 1, 1)
          if (found.leaveOutOthers === null) expect(count).toBe(0)
          else isFewest(found.leaveOutOthers, 0, -1)
        }
      }),
    )
  })
})

describe('its sentence', () => {
  const over = { tag: 'refusal', points: 22, bound: 0.05, leaveOut: 278, writeOthers: 5280 }
  const under = { tag: 'answer', points: 7.5, bound: 0.725, writeMore: 1, leaveOutOthers: 40 }
  test.each([
    [
      'over',
      { ...over, by: 'examples' },
      '“refusal” is 22 points over its target of at most 5%: leave out 278, or write 5,280 others.',
    ],
    [
      'over',
      { ...over, by: 'messages', leaveOut: 1 },
      '“refusal” is 22 points over its target of at most 5%: set 1 turn to weight 0, or write 5,280 others.',
    ],
    [
      'under',
      { ...under, by: 'examples' },
      '“answer” is 7.5 points under its target of at least 72.5%: write 1 more, or leave out 40 others.',
    ],
    [
      'underOnlyWrite',
      { ...under, by: 'messages' },
      '“answer” is 7.5 points under its target of at least 72.5%: write 1 more.',
    ],
  ])('%s, %o', (key, params, expected) => {
    expect(sentence('en', `distribution.gap.${key}`, params)).toBe(expected)
    expect(sentence('ko', `distribution.gap.${key}`, params)).toMatch(/[가-힣]/)
  })
})
