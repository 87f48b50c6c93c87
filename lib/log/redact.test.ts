import { describe, expect, test } from 'vitest'
import { patternOf, redact } from './redact'

test.each([
  ['Mail to kim@example.com failed', 'Mail to …@… failed'],
  ['GET /links/abcdefghijklmnopqrstuvwxyz0123456789-_ABCDEF', 'GET /links/…'],
  ['finecut.session_token=abcdefghijklmnopqrstuvwxyz0123456789ABCD.x', 'finecut.session_token=….x'],
  ['at node_modules/@scope/name/file.js:1:2', 'at node_modules/@scope/name/file.js:1:2'],
  ['SQLITE_BUSY: database is locked', 'SQLITE_BUSY: database is locked'],
])('%s is logged as %s', (text, logged) => {
  expect(redact(text)).toBe(logged)
})

describe('the pattern of an address', () => {
  test('has names where ids stood', () => {
    const params = { dataset: 'abc123', number: '7' }
    expect(patternOf('/api/v1/datasets/abc123/examples/7/edits', params)).toBe(
      '/api/v1/datasets/[dataset]/examples/[number]/edits',
    )
  })
  test('shows no token, whether the route knows its name or not', () => {
    const token = 'x'.repeat(43)
    expect(patternOf(`/api/v1/links/${token}`, { token })).toBe('/api/v1/links/[token]')
    expect(patternOf(`/api/v1/links/${token}`, {})).toBe('/api/v1/links/…')
  })
  test('reads what was escaped, and lives with what can’t be read', () => {
    expect(patternOf('/files/a%20b', { file: 'a b' })).toBe('/files/[file]')
    expect(patternOf('/files/%ff', {})).toBe('/files/%ff')
  })
})
