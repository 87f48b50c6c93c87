import { describe, expect, test } from 'vitest'
import type { Frame, Lesson } from '@/lib/conversations/schema'
import { choiceOf, choicesOf, cutsOf, fits, outcomeOf } from './lessons'

const all = { learns: 'all', lastOnly: 'x: true' } as const
const last = { learns: 'last' } as const
const stripOf = (lessons: Lesson[]): Frame[] => lessons.map((lesson) => [lesson < 0 ? 'u' : 'a', 10, lesson])

test('a format with weights offers no choice, one that always learns all not to split', () => {
  expect(choicesOf({ mark: 'weight' })).toEqual([])
  expect(choicesOf(last)).toEqual(['one-per-turn', 'end-after-last', 'leave-out-mixed'])
  expect(choicesOf({ learns: 'all' })).toEqual(['leave-out-mixed', 'end-after-last'])
  expect(choiceOf({ mark: 'weight' }, 'one-per-turn')).toBeNull()
  expect(choiceOf({ learns: 'all' }, 'one-per-turn')).toBe('leave-out-mixed')
  expect(choiceOf(last, 'end-after-last')).toBe('end-after-last')
})

describe('which examples fit', () => {
  test.each<[Lesson[], boolean, boolean]>([
    [[-1, 1], true, true],
    [[-1, 1, -1, 1], true, false],
    [[-1, 0, -1, 1], false, true],
    [[-1, 1, -1, 0], false, false],
  ])('%j', (lessons, whenAll, whenLast) => {
    expect([fits(all, lessons), fits(last, lessons)]).toEqual([whenAll, whenLast])
  })
})

describe('what a choice makes of an example', () => {
  test.each<[Lesson[], 'one-per-turn' | 'end-after-last' | 'leave-out-mixed', number[]]>([
    [[-1, 1, -1, 0, -1, 1], 'one-per-turn', [2, 6]],
    [[-1, 1, -1, 0], 'end-after-last', [2]],
    [[-1, 1], 'leave-out-mixed', [2]],
  ])('%j by %s', (lessons, choice, cuts) => {
    expect(cutsOf(lessons, choice)).toEqual(cuts)
  })

  test('lines and tokens grow by each turn that is learned', () => {
    const strip = stripOf([-1, 1, -1, 0, -1, 1])
    expect(outcomeOf(last, strip, 'one-per-turn')).toEqual({ lines: 2, tokens: 80, exact: true })
    expect(outcomeOf(all, strip, 'leave-out-mixed')).toEqual({ lines: 0, tokens: 0, exact: true })
  })

  test('to end after the last trained turn is exact where all before it are trained', () => {
    expect(outcomeOf(all, stripOf([-1, 1, -1, 1, -1, 0]), 'end-after-last').exact).toBe(true)
    expect(outcomeOf(all, stripOf([-1, 0, -1, 1, -1, 0]), 'end-after-last').exact).toBe(false)
    expect(outcomeOf(last, stripOf([-1, 0, -1, 1, -1, 0]), 'end-after-last').exact).toBe(true)
    expect(outcomeOf(last, stripOf([-1, 1, -1, 1]), 'end-after-last').exact).toBe(false)
  })
})
