import { expect, test } from 'vitest'
import { queryOf, readView, writeView } from './view'

const all = { check: null, severity: null, state: 'open', q: '' } as const

test('the address holds the view, and says nothing of what is usual', () => {
  expect(writeView(all)).toBe('')
  const view = { check: 'privacy', severity: 'warning', state: 'waived', q: 'tag:"a b"' } as const
  expect(readView(new URLSearchParams(writeView(view)))).toEqual(view)
})

test('what no address can mean is left out', () => {
  expect(readView(new URLSearchParams('check=nonsense&severity=4&state=gone'))).toEqual(all)
})

test('the list of examples that a view is about is a query', () => {
  expect(queryOf({ check: 'privacy', q: 'status:draft' })).toBe('status:draft finding:privacy')
  expect(queryOf({ check: null, q: '' })).toBe('finding:any')
})
