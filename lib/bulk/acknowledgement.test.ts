import { describe, expect, it } from 'vitest'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import type { Message } from '@/lib/conversations/schema'
import { firstAcknowledgements, isAcknowledgement } from './acknowledgement'

describe('an acknowledgement', () => {
  it.each([
    'Sure.',
    'Sure, let me check that for you.',
    "Of course! I'd be happy to help with that.",
    'Got it, one moment please.',
    'Thanks for reaching out. Let me look into this.',
    'Okay — I’ll take a look.',
    '네, 확인해 드리겠습니다.',
    '네, 고객님. 잠시만 기다려 주세요.',
    '안녕하세요, 문의해 주셔서 감사합니다. 주문 내역을 조회해 보겠습니다.',
    '알겠습니다!',
  ])('%s', (text) => expect(isAcknowledgement(text)).toBe(true))

  it.each([
    '',
    '...',
    'Sure, your order ships tomorrow.',
    'Sure, which order is it?',
    'Yes, refunds take five days.',
    'I can’t help with that.',
    '네, 환불은 5일 걸립니다.',
    '네, 주문 번호가 무엇인가요?',
    `Sure. ${'Let me check that for you. '.repeat(8)}`,
  ])('is not: %s', (text) => expect(isAcknowledgement(text)).toBe(false))
})

describe('the first acknowledgements', () => {
  const of = (...messages: Message[]) =>
    firstAcknowledgements({ conversation: { messages }, messageIds: initialMessageIds(messages.length) })
  const user: Message = { role: 'user', content: 'Where is my order?' }
  const says = (content: string): Message => ({ role: 'assistant', content })

  it('end at the first turn that says something', () => {
    const ids = of(
      user,
      says('Sure.'),
      user,
      says('Let me check.'),
      user,
      says('It is late.'),
      user,
      says('Okay.'),
      user,
      says('Bye.'),
    )
    expect(ids).toEqual(['m2', 'm4'])
  })
  it('are never the last assistant turn', () => {
    expect(of(user, says('Sure.'))).toEqual([])
  })
  it('are none that calls a tool', () => {
    expect(of(user, { ...says('Let me check.'), tool_calls: [] }, user, says('Here.'))).toEqual([])
  })
})
