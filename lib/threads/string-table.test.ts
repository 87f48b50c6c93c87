import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStrings, packStrings } from './string-table.mjs'

test('a table finds each of its strings at its place, and nothing else', () => {
  const someStrings = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 300 })
  fc.assert(
    fc.property(someStrings, fc.array(fc.string({ unit: 'binary', maxLength: 3 })), (strings, others) => {
      const find = openStrings(packStrings(strings))
      for (const one of [...strings, ...others])
        expect(find(one)).toBe(one === '' ? -1 : strings.indexOf(one))
    }),
  )
})
