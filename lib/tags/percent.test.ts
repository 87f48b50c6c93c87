import { expect, test } from 'vitest'
import { printPercent, readPercent } from './percent'

test.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  ['7', 0.07],
  ['7.5', 0.075],
  ['7,25', 0.0725],
  ['100', 1],
  ['80 %', 0.8],
  ['101', undefined],
  ['-1', undefined],
  ['1e2', undefined],
  ['half', undefined],
  ['7.123', undefined],
])('%j reads as %j', (text, share) => {
  expect(readPercent(text)).toBe(share)
})

test('what is printed reads as itself', () => {
  for (let n = 0; n <= 10_000; n += 1) expect(readPercent(printPercent(n / 10_000))).toBe(n / 10_000)
})
