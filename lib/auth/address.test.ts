import { expect, test } from 'vitest'
import { addressOf, callerOf } from './address'

const from = (address: string) => new Headers({ 'x-forwarded-for': address })

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001::6', '2001:db8:1:0'],
  ['127.0.0.1', null],
  ['::1', null],
  ['a list, of things', null],
])('a caller from %s is %s', (address, caller) => {
  expect(callerOf(from(address))).toBe(caller)
})

test('an address is an address, or it is not known', () => {
  expect(addressOf(from('203.0.113.9'))).toBe('203.0.113.9')
  expect(addressOf(from('198.51.100.1, 203.0.113.9'))).toBeNull()
  expect(addressOf(new Headers())).toBeNull()
})
