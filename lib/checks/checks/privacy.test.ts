import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import { subjectOf } from '../subject'
import { privacy } from './privacy'

const findIn = (conversation: Conversation, settings = {}) =>
  privacy
    .open(privacy.settings.parse(settings), { notes: [], tagNames: [] })
    .find(subjectOf(conversation, { tokens: [] }))
/** What is found in one text, as `code words`. */
const find = (text: string, settings = {}) =>
  findIn({ messages: [{ role: 'user', content: text }] }, settings).map(
    ({ code, span }) => `${code} ${text.slice(span!.from, span!.to)}`,
  )

describe('privacy', () => {
  it.each([
    ['write to kim.b@shop-one.kr.', ['email kim.b@shop-one.kr']],
    ['a@b@c@dd.kr', ['email c@dd.kr']],
    ['see icon@2x.png and left-pad@1.3.0', []],
    ['010-2947-8163, 010 2947 8164', ['phone 010-2947-8163', 'phone 010 2947 8164']],
    ['010-0000-0000 010-1111-2222 010-1234-5678', []],
    ['+82 10 2947 8163', ['phone +82 10 2947 8163']],
    ['1 + 234567890', []],
    ['4242 4242 4242 4242', []],
    ['1234567812345670', []],
    [
      '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----',
      ['secret -----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----'],
    ],
    ['-----BEGIN PRIVATE KEY-----\nabc', ['secret -----BEGIN PRIVATE KEY-----']],
    ['password: correct horse', []],
    ['password is hunter22,', ['secret hunter22']],
  ])('%s', (text, found) => {
    expect(find(text)).toEqual(found)
  })

  it('masks as the dataset says, and leaves what it allows', () => {
    const messages = [{ role: 'assistant' as const, content: 'a1@shop-one.kr b2@shop-two.kr' }]
    const settings = { allowed: ['@shop-one.kr'], emailMask: '(mail)' }
    expect(findIn({ messages }, settings)).toMatchObject([
      { code: 'email', span: { from: 15 }, suggestion: { type: 'replace', insert: '(mail)' } },
    ])
  })

  it('names public contacts where that is set', () => {
    expect(find('help@shop-one.kr, (800) 427-3310')).toEqual([])
    expect(find('help@shop-one.kr, (800) 427-3310', { contacts: true })).toHaveLength(2)
  })

  it('reads what tools are called with, and masks no bare number there', () => {
    const call = {
      id: 'c',
      type: 'function',
      function: { name: 'f', arguments: '{"card":4179350822647190,"to":"a1@shop-one.kr"}' },
    }
    const found = findIn({ messages: [{ role: 'assistant', tool_calls: [call] }] })
    expect(found.map(({ code, suggestion }) => [code, suggestion?.type])).toEqual([
      ['card', undefined],
      ['email', 'replace'],
    ])
    expect(found[1]!.span!.path).toEqual(['tool_calls', 0, 'function', 'arguments'])
  })
})
