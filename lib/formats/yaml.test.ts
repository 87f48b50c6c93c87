import { describe, expect, it } from 'vitest'
import { readYaml } from './yaml'

const valuesOf = (text: string) =>
  readYaml(text).map((record) => ('value' in record ? record.value : 'refusal' in record && record.refusal))

describe('YAML', () => {
  it('reads every document of a file', () => {
    expect(valuesOf('- a: 1\n- a: 2\n---\nconversations:\n- a: 3\n---\n')).toEqual([
      { a: 1 },
      { a: 2 },
      { a: 3 },
    ])
  })

  // an engine that comes to the end of its stack in the middle of it ends the whole process
  it.each(['[', '{a: ', '- ', '? ', '- [', '!a ', '&a '])(
    'refuses %j again and again as too deep',
    (piece) => {
      const refusal = { ok: false, code: 'too-deep', params: { levels: 200 } }
      expect(valuesOf(piece.repeat(100_000))).toEqual([refusal])
    },
  )

  it('reads what nests as deeply as an example may', () => {
    const nested = '['.repeat(200) + ']'.repeat(200)
    expect(valuesOf(`[${nested.slice(1, -1)}]`)).toHaveLength(1)
    expect(valuesOf(`- ${'{a: '.repeat(150)}1${'}'.repeat(150)}`)).toMatchObject([{ a: { a: {} } }])
  })

  it.each(['&a [*a]', '&a {b: *a}', '- .nan'])('refuses %j as no JSON', (text) => {
    expect(valuesOf(text)).toMatchObject([{ code: 'not-yaml' }])
  })
})
