import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wildConversation, writeWildly } from '@/lib/testing/arbitrary-conversations'
import { canonicalJson } from './canonical'
import { approvalHash, contentHash, lineHash } from './hash'
import { sameJson } from './json'
import { conversationOf } from './kind'
import type { Conversation, Json } from './schema'

const base = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}'
const weighted = (weight: string) => base.replace('"b"', `"b","weight":${weight}`)
const read = (text: string) => JSON.parse(text) as Conversation

describe('the hashes of a preference example', () => {
  const pair = (preferred: string, rejected: string, more = '') =>
    conversationOf(
      `{"input":{"messages":[{"role":"user","content":"a"}]${more}},"preferred_output":[{"role":"assistant","content":"${preferred}"}],"non_preferred_output":[{"role":"assistant","content":"${rejected}"}]}`,
    )

  test.each<[string, Conversation]>([
    ['another preferred answer', pair('x', 'c')],
    ['another rejected answer', pair('b', 'x')],
    ['both exchanged', pair('c', 'b')],
    ['tools', pair('b', 'c', ',"tools":[]')],
    ['the same turns in a chat', read(base.replace(']', ',{"role":"assistant","content":"c"}]'))],
  ])('differ with %s', (_, other) => {
    expect(contentHash(other)).not.toBe(contentHash(pair('b', 'c')))
    expect(approvalHash(other)).not.toBe(approvalHash(pair('b', 'c')))
  })

  test('are the same for unknown keys beside the prompt', () => {
    expect(approvalHash(pair('b', 'c', ',"id":7'))).toBe(approvalHash(pair('b', 'c')))
  })
})

describe('the hashes of content and approval', () => {
  test.each<[string, string, boolean, boolean]>([
    [
      'key order and blanks',
      base.replace('"role":"user","content":"a"', ' "content":"a", "role":"user"'),
      true,
      true,
    ],
    ['an unknown key of the line', base.replace(/}$/, ',"id":7}'), true, true],
    ['weight 1', weighted('1'), true, true],
    ['weight 1.0', weighted('1.0'), true, true],
    ['weight 0', weighted('0'), true, false],
    ['an unknown key of a message', base.replace('"a"', '"a","time":1'), true, false],
    ['a role', base.replace('user', 'system'), false, false],
    ['a text', base.replace('"a"', '"a "'), false, false],
    ['tools', base.replace(/}$/, ',"tools":[]}'), false, false],
    ['a message more', base.replace(']', ',{"role":"user"}]'), false, false],
  ])('with %s', (_, text, sameContent, sameApproval) => {
    expect(contentHash(read(text)) === contentHash(read(base))).toBe(sameContent)
    expect(approvalHash(read(text)) === approvalHash(read(base))).toBe(sameApproval)
  })

  test('do not depend on how a line is written', () => {
    fc.assert(
      fc.property(wildConversation, fc.nat(), (conversation, seed) => {
        const again = read(writeWildly(conversation, seed))
        expect(contentHash(again)).toBe(contentHash(conversation))
        expect(approvalHash(again)).toBe(approvalHash(conversation))
      }),
      { numRuns: 200 },
    )
  })
})

test('weights 0 and 0.0 are one', () => {
  expect(approvalHash(read(weighted('0.0')))).toBe(approvalHash(read(weighted('0'))))
})

test('a line is hashed with SHA-256, in base64url', () => {
  expect(lineHash('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
})

test('canonicalJson is one text for one value', () => {
  fc.assert(
    fc.property(wildConversation, wildConversation, (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(sameJson(a, b))
      expect(sameJson(JSON.parse(canonicalJson(a)) as Json, a)).toBe(true)
    }),
    { numRuns: 200 },
  )
})
