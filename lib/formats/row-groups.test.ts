import { describe, expect, it } from 'vitest'
import { RowGroups } from './row-groups'

const mapping = { mode: 'grouped', conversation: 'id', speaker: 'who', text: 'text' } as const
const row = (line: number, id: string, text = 'a') => ({
  line,
  value: { id, who: 'user', text },
  excerpt: `${id} ${line}`,
})

describe('rows of a conversation', () => {
  it('come together however they are scattered, in the order of the first ones', () => {
    const groups = new RowGroups(mapping)
    const ids = ['x', 'y', 'x', 'z', 'y', 'x']
    expect(ids.flatMap((id, i) => [...groups.push(row(i + 1, id))])).toEqual([])
    expect([...groups.end()]).toMatchObject([
      { line: 1, excerpt: 'x 1\nx 3\nx 6', value: { rows: { length: 3 } } },
      { line: 2, value: { rows: { length: 2 } } },
      { line: 4, value: { rows: { length: 1 } } },
    ])
  })

  it('that come back behind more than is held are refused; the one that waited longest is closed first', () => {
    const groups = new RowGroups(mapping, 1_000)
    const text = 'x'.repeat(100)
    const found = ['x', 'y', 'x', 'z', 'y', 'x'].flatMap((id, i) => [...groups.push(row(i + 1, id, text))])
    // a row weighs about 300: with the fourth y goes, which waited longer than x
    expect(found).toMatchObject([
      { line: 2, value: { rows: { length: 1 } } },
      { line: 5, refusal: { code: 'group-apart', params: { id: 'y' } } },
      { line: 4, value: { rows: { length: 1 } } },
    ])
    expect([...groups.end()]).toMatchObject([{ line: 1, value: { rows: { length: 3 } } }])
  })

  it('of a file that goes on are told but for the last', () => {
    const groups = new RowGroups(mapping)
    for (const [i, id] of ['x', 'y', 'x'].entries()) expect([...groups.push(row(i + 1, id))]).toEqual([])
    expect([...groups.end(false)]).toMatchObject([{ line: 2 }])
  })

  it('without an id are refused, each by itself', () => {
    const groups = new RowGroups(mapping)
    expect([...groups.push(row(1, ' '))]).toMatchObject([{ line: 1, refusal: { code: 'no-group' } }])
    expect([...groups.end()]).toEqual([])
  })

  it('longer than an example may be are refused, and not held in memory to their end', () => {
    const groups = new RowGroups(mapping)
    // one and the same text: what is held is counted, not copied
    const text = 'x'.repeat(4 << 20)
    for (let line = 1; line <= 20; line++) expect([...groups.push(row(line, 'long', text))]).toEqual([])
    expect([...groups.push(row(21, 'short'))]).toMatchObject([
      { line: 1, refusal: { code: 'line-too-long' } },
    ])
    for (let line = 22; line <= 30; line++) expect([...groups.push(row(line, 'short'))]).toEqual([])
    expect([...groups.end()]).toMatchObject([{ line: 21, value: { rows: { length: 10 } } }])
  })
})
