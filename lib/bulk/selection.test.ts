import { describe, expect, it } from 'vitest'
import { between, countOf, isSelected, nothing, requestOf, type Selection, withTicks } from './selection'

const all: Selection = { kind: 'all', q: 'tag:x', count: 10, except: new Set() }

describe('a selection', () => {
  it('holds what is ticked', () => {
    const some = withTicks(withTicks(nothing, [3, 5], true), [5], false)
    expect(requestOf(some)).toEqual({ numbers: [3] })
    expect([isSelected(some, 3), isSelected(some, 5), countOf(some)]).toEqual([true, false, 1])
  })
  it('holds all that match but what is not ticked', () => {
    const most = withTicks(withTicks(all, [3, 5], false), [5], true)
    expect(requestOf(most)).toEqual({ q: 'tag:x', except: [3] })
    expect([isSelected(most, 3), isSelected(most, 5), countOf(most)]).toEqual([false, true, 9])
    expect(requestOf(all)).toEqual({ q: 'tag:x' })
  })
  it.each([
    [2, 4, [2, 9, 4]],
    [4, 2, [2, 9, 4]],
    [null, 4, [4]],
    [77, 4, [4]],
  ])('between %s and %i', (from, to, wanted) => {
    expect(between([1, 2, 9, 4], from, to)).toEqual(wanted)
  })
})
