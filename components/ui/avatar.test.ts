import { expect, test } from 'vitest'
import { initialsOf } from './avatar'

test.each([
  ['Reviewer One', 'RO'],
  ['Anna Maria van Lead', 'AL'],
  ['reviewer', 'RE'],
  ['x', 'X'],
  ['', ''],
  ['홍길동', '길동'],
  ['김솔', '김솔'],
  ['리뷰어 하나', '뷰어'],
  ['😀 Person', '😀P'],
])('%j is shown as %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
