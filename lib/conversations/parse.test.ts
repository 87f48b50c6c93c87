import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wildConversation, writeWildly } from '@/lib/testing/arbitrary-conversations'
import { kindOf, partOf } from './kind'
import { readLine } from './parse'
import { maxLineBytes } from './schema'

const utf8 = (text: string) => new TextEncoder().encode(text)
const hi = '{"messages":[{"role":"user","content":"hi"}]}'

function nested(depth: number) {
  return `{"messages":[{"role":"user","x":${'['.repeat(depth - 3)}${']'.repeat(depth - 3)}}]}`
}

describe('readLine keeps', () => {
  test.each([
    ['a line', hi, hi],
    ['a line between BOM, blanks and CR', `\ufeff \t${hi} \r`, hi],
    [
      'numbers, escapes and twin keys as written',
      '{"a":1.0,"a":1e999,"messages":[{"role":"tool","c":"\\u00e9\\/\\ud800\\u0000"}]}',
      null,
    ],
    ['unknown keys', '{"messages":[{"role":"user","__proto__":1}],"__proto__":2}', null],
    [
      'every role',
      `{"messages":[${['system', 'developer', 'user', 'assistant', 'tool', 'function'].map((role) => `{"role":"${role}"}`)}]}`,
      null,
    ],
    ['200 levels', nested(200), null],
    ['brackets in texts', `{"messages":[{"role":"user","content":"${'['.repeat(300)}"}]}`, null],
    [
      'blanks that JSON does not know inside texts',
      '{"messages":[{"role":"user","content":"\u2028\u00a0\ufeff"}]}',
      null,
    ],
  ])('%s', (_, line, text) => {
    for (const input of [line, utf8(line)]) {
      const read = readLine(input)
      expect(read.ok && read.text).toBe(text ?? line)
      expect(read.ok && read.conversation).toEqual(JSON.parse(text ?? line))
    }
  })

  test('any conversation, however it is written', () => {
    fc.assert(
      fc.property(wildConversation, fc.nat(), (conversation, seed) => {
        const text = writeWildly(conversation, seed)
        expect(readLine(utf8(text))).toEqual({ ok: true, text, kind: 'chat', conversation: JSON.parse(text) })
      }),
    )
  })
})

describe('readLine of a preference line', () => {
  const answer = (content: string) => `[{"role":"assistant","content":"${content}"}]`
  const line = (input: string, preferred = answer('a'), rejected = answer('b')) =>
    `{"input":${input},"preferred_output":${preferred},"non_preferred_output":${rejected}}`
  const prompt = '{"messages":[{"role":"user","content":"환불"}],"tools":[]}'

  test('keeps it as it is, with the turns of the prompt before both answers', () => {
    const read = readLine(` ${line(prompt)}\r`)
    if (!read.ok) throw new Error(read.code)
    expect(read.text).toBe(line(prompt))
    expect(read.kind).toBe('preference')
    expect(kindOf(read.conversation)).toBe('preference')
    expect(read.conversation.messages.map(({ content }) => content)).toEqual(['환불', 'a', 'b'])
    expect([0, 1, 2].map((index) => partOf(read.conversation, index))).toEqual([
      'prompt',
      'preferred',
      'rejected',
    ])
    expect(JSON.stringify(read.conversation)).toBe(
      '{"input":{"tools":[]},"messages":[{"role":"user","content":"환불"},{"role":"assistant","content":"a"},{"role":"assistant","content":"b"}]}',
    )
  })

  test('is a chat where the line has messages of its own', () => {
    const read = readLine(`{"messages":[{"role":"user"}],"preferred_output":[],"input":{}}`)
    expect(read.ok && read.kind).toBe('chat')
  })

  test.each([
    ['no-input', {}, '{"preferred_output":[]}'],
    ['no-input', {}, line('{}')],
    ['no-input', {}, line('[]')],
    ['empty-messages', {}, line('{"messages":[]}')],
    ['message-not-object', { message: 1 }, line('{"messages":[1]}')],
    ['unknown-role', { message: 1, role: 'x', isMissing: 'false' }, line('{"messages":[{"role":"x"}]}')],
    ['output-count', { key: 'preferred_output', count: 0 }, line(prompt, '[]')],
    ['output-count', { key: 'preferred_output', count: -1 }, line(prompt, '"a"')],
    ['output-count', { key: 'non_preferred_output', count: 2 }, line(prompt, answer('a'), '[{},{}]')],
    [
      'output-count',
      { key: 'non_preferred_output', count: -1 },
      `{"input":${prompt},"preferred_output":${answer('a')}}`,
    ],
    ['output-not-assistant', { key: 'preferred_output' }, line(prompt, '[{"role":"user"}]')],
    ['output-not-assistant', { key: 'non_preferred_output' }, line(prompt, answer('a'), '[null]')],
    ['no-messages', { shape: 'other' }, `{"input":${prompt}}`],
  ])('refuses %s %o', (code, params, text) => {
    expect(readLine(text)).toEqual({ ok: false, code, params })
  })
})

describe('readLine rejects', () => {
  test.each([
    ['not-utf8', {}, Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['not-utf8', {}, Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ['not-json', { column: 14, reason: 'endsEarly' }, '{"messages":['],
    ['not-json', { column: 9, reason: 'moreAfter' }, '{"a":1} {"b":2}'],
    ['not-json', { column: 8, reason: 'key' }, '{"a":1,}'],
    ['not-json', { column: 2, reason: 'symbol' }, "{'a':1}"],
    ['not-json', { column: 6, reason: 'control' }, '{"a":"\u0000"}'],
    ['not-json', { column: 6, reason: 'symbol' }, '{"a":NaN}'],
    ['not-json', { column: 1, reason: 'comment' }, '// a comment'],
    ['not-object', { kind: 'array' }, '[]'],
    ['not-object', { kind: 'string' }, '"a"'],
    ['not-object', { kind: 'null' }, 'null'],
    ['no-messages', { shape: 'other' }, '{}'],
    ['no-messages', { shape: 'other' }, '{"messages":{}}'],
    ['no-messages', { shape: 'sharegpt' }, '{"conversations":[]}'],
    ['empty-messages', {}, '{"messages":[]}'],
    ['message-not-object', { message: 2 }, '{"messages":[{"role":"user"},[]]}'],
    ['unknown-role', { message: 1, role: '', isMissing: 'true' }, '{"messages":[{}]}'],
    ['unknown-role', { message: 1, role: 'null', isMissing: 'false' }, '{"messages":[{"role":null}]}'],
    [
      'unknown-role',
      { message: 1, role: 'User\\u0000', isMissing: 'false' },
      '{"messages":[{"role":"User\\u0000"}]}',
    ],
    [
      'unknown-role',
      { message: 1, role: '', isMissing: 'true' },
      '{"messages":[{"__proto__":{"role":"user"}}]}',
    ],
    ['too-deep', { levels: 200 }, nested(201)],
    ['too-deep', { levels: 200 }, '['.repeat(1_000_000)],
  ])('%s %o', (code, params, line) => {
    expect(readLine(line)).toEqual({ ok: false, code, params })
  })

  test('a line over 32 MB, whatever it holds, and no shorter one', () => {
    const line = (length: number) => hi.replace('hi', 'x'.repeat(length - hi.length + 2))
    expect(readLine(utf8(line(maxLineBytes))).ok).toBe(true)
    expect(readLine(line(maxLineBytes)).ok).toBe(true)
    const rejection = { ok: false, code: 'line-too-long', params: { megabytes: 32 } }
    expect(readLine(utf8(line(maxLineBytes + 1)))).toEqual(rejection)
    expect(readLine('환'.repeat(maxLineBytes / 3 + 1))).toEqual(rejection)
  })

  test('long runs of blanks in linear time', () => {
    const blanks = ' '.repeat(5_000_000)
    expect(readLine(`${blanks}{"messages":${blanks}[]}${blanks}`)).toMatchObject({ code: 'empty-messages' })
    expect(readLine(`${blanks}x${blanks}x`)).toMatchObject({ code: 'not-json' })
  })
})
