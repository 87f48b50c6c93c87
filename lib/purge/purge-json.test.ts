import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeNeedle } from './needle'
import { purgeJson, purgeString } from './purge-json'

const kim = makeNeedle('Kim Sora', false)

describe('a text in JSON', () => {
  test.each([
    ['as it is', '{"a": "I am Kim Sora."}', '{"a": "I am [purged]."}'],
    ['twice', '["Kim Sora","and Kim Sora, Kim Sora"]', '["[purged]","and [purged], [purged]"]'],
    ['as escapes', '{"a":"\\u004bim\\u0020Sora\\n"}', '{"a":"[purged]\\n"}'],
    ['in a key', '{"Kim Sora":1}', '{"[purged]":1}'],
    [
      'in JSON within JSON',
      '{"arguments":"{\\"name\\":\\"Kim\\\\u0020Sora\\"}"}',
      '{"arguments":"{\\"name\\":\\"[purged]\\"}"}',
    ],
    ['behind a quote and a backslash', '["\\\\\\"Kim Sora\\\\"]', '["\\\\\\"[purged]\\\\"]'],
    ['under a key that is named twice', '{"a":"Kim Sora","a":"x"}', '{"a":"[purged]","a":"x"}'],
  ])('is found %s, and no other byte changes', (_, json, purged) => {
    expect(purgeJson(json, kim)).toBe(purged)
  })

  test.each(['{"a":"kim sora"}', '{"a":"Kim","b":"Sora"}', '{"a":1.0, "b":"\\u00e9\\/"}', '[]'])(
    'is not found in %s',
    (json) => {
      expect(purgeJson(json, kim)).toBeNull()
    },
  )

  test('is found in other capitals where asked', () => {
    expect(purgeJson('["KIM SORA"]', makeNeedle('Kim Sora', true))).toBe('["[purged]"]')
  })

  test('is found however Korean syllables are put together', () => {
    const needle = makeNeedle('김소라', false)
    expect(purgeString('김소라 님'.normalize('NFD'), needle)).toBe(`[purged]${' 님'.normalize('NFD')}`)
    expect(purgeJson(JSON.stringify(['김소라 님']), makeNeedle('김소라'.normalize('NFD'), false))).toBe(
      '["[purged] 님"]',
    )
  })

  test('is found in numbers', () => {
    const phone = makeNeedle('5551234', false)
    expect(purgeJson('{"phone":5551234}', phone)).toBeNull()
    expect(purgeJson('{"phone":5551234,"n":12}', phone, 'in numbers too')).toBe('{"phone":"[purged]","n":12}')
    expect(purgeJson('[15551234.5]', phone, 'in numbers too')).toBe('["[purged]"]')
  })

  test('means letters, not patterns', () => {
    expect(purgeString('a.c abc', makeNeedle('a.c', false))).toBe('[purged] abc')
    expect(purgeString('(x) [y] {z} $ ^ | \\', makeNeedle('(x) [y] {z} $ ^ | \\', false))).toBe('[purged]')
  })
})

test('whatever the JSON: afterwards it is JSON of the same shape, and nowhere has the text', () => {
  const word = fc.constantFrom('Kim Sora', 'Kim', ' Sora', '"', '\\', '{"k":"Kim Sora"}', '\n', '김', 'é')
  const text = fc.array(word, { maxLength: 6 }).map((parts) => parts.join(''))
  const value = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
    ),
  })).tree
  fc.assert(
    fc.property(value, (tree) => {
      const json = JSON.stringify(tree)
      const purged = purgeJson(json, kim) ?? json
      expect(JSON.stringify(JSON.parse(purged))).not.toContain('Kim Sora')
      expect(purgeJson(purged, kim)).toBeNull()
      if (!json.includes('Kim Sora')) expect(purged).toBe(json)
    }),
  )
})
