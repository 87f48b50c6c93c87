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

  it('refuses a key that its map has twice, and names its line', () => {
    const reason = 'Map keys must be unique: content'
    expect(valuesOf('- role: user\n  content: a\n  content: b\n')).toEqual([
      { ok: false, code: 'not-yaml', params: { line: 3, reason } },
    ])
    expect(valuesOf('- {content: a}\n- {content: b}\n')).toHaveLength(2)
  })

  it('reads a map of 50,000 keys', () => {
    const keys = Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`)
    expect(valuesOf(keys.join('\n'))).toHaveLength(1)
  })
})
