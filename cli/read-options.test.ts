import { describe, expect, it } from 'vitest'
import { readReading } from './read-options'
import { readRecipe } from './read-recipe'

describe('a recipe', () => {
  it('takes a query, and none that is blank: an empty variable of a script is not everything', () => {
    expect(readRecipe({ where: 'tag:refusal' })).toMatchObject({ q: 'tag:refusal' })
    for (const where of ['', '  ', true])
      expect(() => readRecipe({ where })).toThrow(expect.objectContaining({ reason: 'missingOption' }))
  })
})

describe('how a file is to be read', () => {
  it('is detected where nothing is said', () => {
    expect(readReading({})).toEqual({ format: 'auto', options: {} })
  })

  it('takes every option', () => {
    const given = {
      format: 'table-grouped',
      container: 'table',
      encoding: 'cp949',
      delimiter: 'tab',
      'no-quotes': true,
      'no-header': true,
      mapping: '{"mode":"pair","user":"Q"}',
      roles: '{"Ann":"user","Note":"leave-out"}',
    }
    expect(readReading(given)).toEqual({
      format: 'table-grouped',
      options: {
        container: 'table',
        encoding: 'cp949',
        delimiter: '\t',
        quote: false,
        header: false,
        mapping: { mode: 'pair', user: 'Q' },
        roles: [
          { speaker: 'Ann', role: 'user' },
          { speaker: 'Note', role: 'leave-out' },
        ],
      },
    })
  })

  it.each([
    ['format', 'xml'],
    ['container', 'zip'],
    ['encoding', 'latin1'],
    ['delimiter', '#'],
    ['mapping', '{"mode":"pair"}'],
    ['mapping', 'nonsense'],
    ['roles', '{"Ann":"boss"}'],
    ['roles', '[]'],
  ])('refuses --%s=%s, and says what may stand there', (option, value) => {
    const refused = expect.objectContaining({
      reason: 'unknownChoice',
      params: expect.objectContaining({ option }),
    })
    expect(() => readReading({ [option]: value })).toThrow(refused)
  })
})
