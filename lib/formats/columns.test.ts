import { describe, expect, it } from 'vitest'
import { nameColumns } from './columns'

describe('names of columns', () => {
  it('are those of the header, each once', () => {
    expect(nameColumns(['a', ' a ', '', 'b', 'a (2)', 'a', ''])).toEqual([
      'a',
      'a (2)',
      'column 3',
      'b',
      'a (2) (2)',
      'a (3)',
      'column 7',
    ])
  })

  it('are told apart at once, however many are alike', () => {
    const names = nameColumns(Array.from({ length: 30_000 }, () => 'a'))
    expect(new Set(names).size).toBe(30_000)
    expect(names.at(-1)).toBe('a (30000)')
  })
})
