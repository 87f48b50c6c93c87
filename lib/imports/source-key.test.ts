import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import { excerptOf } from './excerpt'
import { sourceKeyField } from './schema'
import { listSourceFields, sourceKeyOf } from './source-key'

const line = (more: string): Conversation =>
  JSON.parse(`{"messages":[{"role":"user","content":"x"}],${more}}`)

describe('sourceKeyOf', () => {
  it.each([
    ['"ticket":"T-1"', 'ticket', 'T-1'],
    ['"ticket":42', 'ticket', '42'],
    ['"ticket":"  T-1 "', 'ticket', 'T-1'],
    ['"metadata":{"ticket":"T-2"}', 'metadata.ticket', 'T-2'],
    ['"metadata.ticket":"whole","metadata":{"ticket":"inner"}', 'metadata.ticket', 'whole'],
    ['"a":{"b":{"c":"deep"}}', 'a.b.c', 'deep'],
    ['"ticket":"a\\u0000b\\ud800c"', 'ticket', 'a\\u0000b\\ud800c'],
    ['"__proto__":"own"', '__proto__', 'own'],
    ['"ticket":""', 'ticket', null],
    ['"ticket":null', 'ticket', null],
    ['"ticket":true', 'ticket', null],
    ['"ticket":["T-1"]', 'ticket', null],
    [`"ticket":"${'x'.repeat(501)}"`, 'ticket', null],
    ['"other":1', 'ticket', null],
    ['"other":1', 'constructor', null],
    ['"other":1', 'other.toString', null],
    ['"other":1', null, null],
  ])('%s by %s is %s', (more, field, expected) => {
    expect(sourceKeyOf(line(more), field)).toBe(expected)
  })
})

describe('listSourceFields', () => {
  it('offers texts and numbers, one level deep, and nothing of the conversation', () => {
    const lines = [
      line('"ticket":"T","metadata":{"user":7,"tags":["a"]}'),
      line('"tools":[],"doc":"d","ok":true'),
    ]
    expect(listSourceFields(lines)).toEqual(['ticket', 'metadata.user', 'doc'])
  })
})

describe('excerptOf', () => {
  it('is short, shows what can’t be seen, and never breaks a character', () => {
    expect(excerptOf(Buffer.from('{"a\0b":\t1}'))).toBe('{"a\\u0000b":\\u00091}')
    const long = excerptOf(Buffer.from('😀'.repeat(300)))
    expect([long.length <= 200, long.isWellFormed(), long.endsWith('…')]).toEqual([true, true, true])
    expect(excerptOf(Buffer.from([0x7b, 0xff, 0xfe]))).toBe('{\ufffd\ufffd')
  })
})

describe('the field to take it from', () => {
  it.each(['a\0b', '\ud800', '', 'x'.repeat(201)])('is not %j', (field) => {
    expect(sourceKeyField.safeParse(field).success).toBe(false)
  })

  it('is any other text', () => {
    for (const field of ['ticket', 'meta.티켓', '😀']) expect(sourceKeyField.parse(field)).toBe(field)
  })
})
