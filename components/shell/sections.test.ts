import { expect, test } from 'vitest'
import { sectionOf } from './sections'

test.each([
  ['/datasets/abc', 'examples'],
  ['/datasets/abc/', 'examples'],
  ['/datasets/abc/tags', 'tags'],
  ['/datasets/tags', 'examples'],
  ['/datasets/abc/exports/xyz', 'exports'],
  ['/datasets/abc/settingsish', 'examples'],
])('%s is in %s', (pathname, section) => {
  expect(sectionOf(pathname)).toBe(section)
})
