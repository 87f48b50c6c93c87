import { expect, test } from 'vitest'
import { printFailure, readFailure } from './failure'

test.each([
  [{ reason: 'internal', params: {} }, 'internal'],
  [{ reason: 'copyDiffers', params: { table: 'Example' } }, 'copyDiffers {"table":"Example"}'],
  [{ reason: 'databaseNewer', params: { migration: '9 of “x”' } }, 'databaseNewer {"migration":"9 of “x”"}'],
])('%o is kept as it is read', (failure, message) => {
  expect(printFailure(failure)).toBe(message)
  expect(readFailure(message)).toEqual(failure)
})

test('a path of the server is not kept', () => {
  expect(printFailure({ reason: 'backupUnsound', params: { file: '/srv/x.db' } })).toBe('backupUnsound')
})
