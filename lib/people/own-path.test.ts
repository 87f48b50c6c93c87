import { expect, it } from 'vitest'
import { ownPath } from './own-path'

it.each([
  ['/datasets/abc?q=status:draft&example=4#m3', '/datasets/abc?q=status:draft&example=4#m3'],
  ['/', '/'],
  ['/join/abc', '/join/abc'],
  ['//other.test/x', '/'],
  ['/\\other.test', '/'],
  ['/\t/other.test', '/'],
  ['/a/..//other.test', '/'],
  ['https://other.test/', '/'],
  ['javascript:alert(1)', '/'],
  ['datasets', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('%j goes on to %s', (next, path) => {
  expect(ownPath(next)).toBe(path)
})
