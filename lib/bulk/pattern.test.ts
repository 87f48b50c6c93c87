import { describe, expect, it } from 'vitest'
import { patternProblem } from './pattern'

const spec = (find: string, pattern = true) => ({
  find,
  with: '',
  pattern,
  matchCase: true,
  wholeWord: false,
})

describe('a pattern', () => {
  it.each([
    ['(a', 'parenthesis', 2],
    ['a)b', 'parenthesis', 1],
    ['ab[c', 'bracket', 3],
    ['a**', 'repetition', 2],
    ['*a', 'repetition', 1],
    ['x{2000}', 'repeatCount', 2],
    ['a(?=b)', 'unsupported', 2],
    ['(a)\\1', 'escape', 4],
    ['[b-a]', 'range', 2],
    ['(?P<n>a)(?P<n>b)', 'group', 13],
    ['a\\', 'escape', 2],
  ])('%s: %s at %i', (find, problem, column) => {
    expect(patternProblem(spec(find))).toMatchObject({ problem, column })
  })

  it('may be any text where it is none', () => {
    expect(patternProblem(spec('(a', false))).toBeNull()
    expect(patternProblem(spec('(a|b)+c'))).toBeNull()
  })
})
