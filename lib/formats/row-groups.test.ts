import { expect, it } from 'vitest'
import { RowGroups } from './row-groups'

it('a conversation longer than an example may be is refused, and not held in memory to its end', () => {
  const groups = new RowGroups({ mode: 'grouped', conversation: 'id', speaker: 'who', text: 'text' })
  // one and the same text: what is held is counted, not copied
  const text = 'x'.repeat(4 << 20)
  for (let line = 1; line <= 30; line++) {
    const value = { id: line <= 20 ? 'long' : 'short', who: 'user', text: line <= 20 ? text : 'a' }
    const found = [...groups.push({ line, value, excerpt: 'x' })]
    if (line !== 21) expect(found).toEqual([])
    else expect(found).toMatchObject([{ line: 1, refusal: { code: 'line-too-long' } }])
  }
  expect([...groups.end()]).toMatchObject([{ line: 21, value: { rows: { length: 10 } } }])
})
