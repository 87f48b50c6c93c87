import { expect, test } from 'vitest'
import { moveBy } from './move'

test.each([
  [0, 1, 'bac'],
  [1, 1, 'acb'],
  [1, -1, 'bac'],
  [2, -1, 'acb'],
  [0, -1, 'abc'],
  [2, 1, 'abc'],
  [3, -1, 'abc'],
] as const)('entry %i by %i', (index, step, after) => {
  expect(moveBy([...'abc'], index, step).join('')).toBe(after)
})
