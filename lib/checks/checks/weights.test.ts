import { describe, expect, it } from 'vitest'
import { findProblems } from '@/lib/conversations/problems'
import type { Conversation, Message } from '@/lib/conversations/schema'
import type { FoundBy } from '../check'
import { subjectOf } from '../subject'
import { structure } from './structure'
import { weights } from './weights'

const chat = (...turns: [role: Message['role'], content: string, more?: object][]): Conversation => ({
  messages: turns.map(([role, content, more]) => ({ role, content, ...more })),
})
const find = (conversation: Conversation, found?: FoundBy[], settings = {}) => {
  const subject = subjectOf(conversation, { tokens: [] })
  return weights
    .open(weights.settings.parse(settings), { notes: [], tagNames: [] })
    .find(found ? { ...subject, found } : subject)
}
const codes = (...args: Parameters<typeof find>) =>
  find(...args).map(({ code, messageIndex }) => [code, messageIndex])

describe('fillers', () => {
  it('says where the words are, and what mends it', () => {
    expect(find(chat(['user', 'Refund me.'], ['assistant', ' Sure, one moment. ']))).toEqual([
      {
        code: 'filler',
        messageIndex: 1,
        span: { path: ['content'], from: 1, to: 18 },
        params: {},
        suggestion: { type: 'set-weight', to: 0 },
      },
    ])
  })
  it.each([
    ['weight 0', chat(['user', 'a'], ['assistant', 'Okay.', { weight: 0 }], ['assistant', 'It is 3.'])],
    ['a call', chat(['user', 'a'], ['assistant', 'Let me check.', { tool_calls: [] }])],
    [
      'two texts in parts',
      chat(
        ['user', 'a'],
        [
          'assistant',
          '',
          {
            content: [
              { type: 'text', text: 'Okay.' },
              { type: 'text', text: 'It is 3.' },
            ],
          },
        ],
      ),
    ],
    ['a yes to a question', chat(['user', '카드 되나요'], ['assistant', '네.'])],
    ['asked for', chat(['user', 'Say "understood".'], ['assistant', 'Understood.'])],
    ['thanks', chat(['user', 'thank you'], ['assistant', 'No problem!'])],
    ['a long text of such words', chat(['user', 'a'], ['assistant', 'Okay. '.repeat(100)])],
  ])('not: %s', (_, conversation) => {
    expect(codes(conversation)).toEqual([])
  })
})

describe('what another check found', () => {
  const conversation = chat(
    ['user', 'a'],
    ['assistant', 'It is 3.'],
    ['user', 'b'],
    ['assistant', 'Yes.', { weight: 0 }],
  )
  const found = (messageIndex: number | null, severity: FoundBy['severity'] = 'warning'): FoundBy => ({
    check: 'vague',
    code: 'x',
    messageIndex,
    span: null,
    params: {},
    severity,
  })
  it('is named once, as information, where the turn is trained', () => {
    const said = find(conversation, [found(1), found(1), found(3), found(null), found(0)])
    expect(said).toMatchObject([{ code: 'flagged', messageIndex: 1, severity: 'info', params: { count: 2 } }])
  })
  it('from the severity on that is set', () => {
    expect(codes(conversation, [found(1)], { flaggedFrom: 'error' })).toEqual([])
    expect(codes(conversation, [found(1, 'info')], { flaggedFrom: 'info' })).toEqual([['flagged', 1]])
  })
  it('is not said again of a filler', () => {
    expect(codes(chat(['user', 'a'], ['assistant', 'Okay.']), [found(1)])).toEqual([['filler', 1]])
  })
})

it('structure says all that the validator says, but for what weights says itself', () => {
  const conversation = chat(['user', ''], ['assistant', 'x', { weight: 0 }])
  const problems = findProblems(conversation)
  const said = structure
    .open({}, { notes: [], tagNames: [] })
    .find(subjectOf(conversation, { tokens: [], problems }))
  expect(problems.map(({ code }) => code)).toEqual(['nothing-trained', 'empty-content'])
  expect(said).toMatchObject([{ code: 'empty-content', messageIndex: 0, severity: 'warning', span: null }])
  expect(codes(conversation)).toEqual([['nothing-trained', null]])
})
