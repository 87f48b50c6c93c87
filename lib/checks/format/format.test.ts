import { describe, expect, it } from 'vitest'
import { inferenceFormat } from '../checks/inference-format'
import { subjectOf } from '../subject'
import { openJsonAnswer, schemaProblem } from './json-answer'
import { openPattern, openSearch } from './pattern'

const places = (schema: object, text: string) =>
  openJsonAnswer(JSON.stringify(schema))(text).map(({ from, to, params }) => [
    text.slice(from, to),
    params.where,
  ])

describe('answers in JSON', () => {
  it('are told the place of what breaks the schema', () => {
    const schema = { properties: { a: { items: { type: 'integer' } } }, additionalProperties: false }
    expect(places(schema, '{"a": [1, "x"]}')).toEqual([['"x"', '/a/1']])
    expect(places(schema, '{"a": [], "b": 2}')).toEqual([['2', '/']])
    expect(places(schema, '{"a": [1]}')).toEqual([])
  })
  it.each([
    ['{"uniqueItems":true}', '[1,1.0]', false],
    ['{"uniqueItems":true}', '[{"a":1,"b":2},{"b":2,"a":2}]', true],
    ['{"uniqueItems":true}', '[{"a":1,"b":2},{"b":2,"a":1}]', false],
    ['{"pattern":"^a+$"}', '"aaa"', true],
    ['{"pattern":"^a+$"}', '"aab"', false],
    ['{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}]}', '[1]', false],
    ['{"prefixItems":[{"type":"string"}]}', '[1]', false],
    ['{"$ref":"#/$defs/n","$defs":{"n":{"type":"number"}}}', '"1"', false],
    ['{"$id":"https://a.example/x","type":"number"}', '1', true],
    ['{"format":"date"}', '"2026-02-29"', false],
    ['{"format":"date"}', '"2028-02-29"', true],
    ['{"format":"date"}', '7', true],
    ['{"format":"time"}', '"09:00:00Z"', true],
    ['{"format":"time"}', '"09:00"', false],
    ['{"format":"hostname"}', '"a.example"', true],
    ['{"format":"json-pointer"}', '"/a~2"', false],
    ['{"format":"regex"}', '"("', false],
    ['{"format":"nobody-knows"}', '"x"', true],
    ['false', '1', false],
    ['', '1', true],
  ])('%s of %s: %s', (schema, text, isRight) =>
    expect(openJsonAnswer(schema)(text).length === 0).toBe(isRight),
  )
  it.each([
    ['{', 'not-json'],
    ['[]', 'not-schema'],
    ['{"type":"nothing"}', 'not-schema'],
    ['{"pattern":"(?=a)"}', 'not-schema'],
    ['{"$ref":"https://a.example/other"}', 'not-schema'],
    ['{"items":{"$ref":"#"}}', 'recursive'],
    ['{"type":"object"}', null],
  ])('%s is %s as a schema', (schema, problem) => expect(schemaProblem(schema)).toBe(problem))
  it('no few lines ask for billions', () => {
    const defs = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `d${i}`,
        { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
      ]),
    )
    expect(schemaProblem(JSON.stringify({ $ref: '#/$defs/d0', $defs: { ...defs, d60: {} } }))).toBe(
      'too-large',
    )
  })
})

describe('orders of roles', () => {
  const { find } = inferenceFormat.open(
    inferenceFormat.settings.parse({ order: 'pattern', orderPattern: 's?(ua)+' }),
    { notes: [], tagNames: [] },
  )
  const said = (roles: string) =>
    find(
      subjectOf(
        {
          messages: [...roles].map((role) => ({
            role: ({ s: 'system', u: 'user', a: 'assistant' } as const)[role as 's' | 'u' | 'a'],
            content: 'x',
          })),
        },
        { tokens: [] },
      ),
    )
  it.each(['ua', 'sua', 'uaua'])('%s is as declared', (roles) => expect(said(roles)).toEqual([]))
  it.each(['su', 'uau', 'usa', 'a'])('%s is not', (roles) =>
    expect(said(roles)).toEqual([{ code: 'roles', messageIndex: null, span: null, params: { roles } }]),
  )
})

describe('expressions', () => {
  it('match the whole of a text', () => {
    expect(openPattern('a|b')('a')).toBe(true)
    expect(openPattern('a|b')('ab')).toBe(false)
    expect(openSearch('a|b')('xb')).toBe(true)
  })
  it('stop before a text is too much for them', () => {
    expect(openPattern('(?:a{1,200}b?){5}')('a'.repeat(100_000))).toBeNull()
  })
  it('are refused by the settings where they are none', () => {
    expect(inferenceFormat.settings.safeParse({ answerPattern: '(' }).success).toBe(false)
    expect(inferenceFormat.settings.safeParse({ answerSchema: '{"type":1}' }).success).toBe(false)
    expect(inferenceFormat.settings.safeParse({ answerPattern: '(a+)+$' }).success).toBe(true)
  })
})
