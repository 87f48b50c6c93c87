import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, reverseEdits } from '@/lib/conversations/edits'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import type { ConversationEdit, Draft, Message } from '@/lib/conversations/schema'
import { wildConversation } from '@/lib/testing/arbitrary-conversations'
import { editsFor, placesOf, replaceEdits, type Subject } from './edits-for'
import { type BulkAction, systemPlaces, weightRules } from './schema'

const draftOf = (messages: Message[]): Draft => ({
  conversation: { messages },
  messageIds: initialMessageIds(messages.length),
})
const subject = (more: Partial<Subject> = {}): Subject => ({
  number: 1,
  draft: draftOf([
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
  ]),
  tags: [],
  status: 'draft',
  trashed: false,
  errors: 0,
  ...more,
})
const status = (to: Extract<BulkAction, { type: 'status' }>['to']) => ({ type: 'status', to }) as const

describe('a rule', () => {
  it.each([
    ['approves a draft', status('approved'), {}, 'changed'],
    ['approves what is in review', status('approved'), { status: 'in_review' }, 'changed'],
    ['approves once', status('approved'), { status: 'approved' }, 'already'],
    ['approves nothing broken', status('approved'), { errors: 1 }, 'hasErrors'],
    ['approves nothing excluded', status('approved'), { status: 'excluded' }, 'excluded'],
    ['submits a draft', status('in_review'), {}, 'changed'],
    ['submits what came back', status('in_review'), { status: 'changes_requested' }, 'changed'],
    ['includes what is excluded', status('in_review'), { status: 'excluded' }, 'changed'],
    ['submits nothing approved', status('in_review'), { status: 'approved' }, 'isApproved'],
    ['withdraws what is in review', status('draft'), { status: 'in_review' }, 'changed'],
    ['withdraws nothing approved', status('draft'), { status: 'approved' }, 'notSubmitted'],
    ['excludes', status('excluded'), { status: 'approved' }, 'changed'],
    ['trashes', { type: 'trash', to: true }, {}, 'changed'],
    ['restores', { type: 'trash', to: false }, { trashed: true }, 'changed'],
    ['restores what is there', { type: 'trash', to: false }, {}, 'already'],
    ['leaves the trash alone', { type: 'weights', rule: 'none' }, { trashed: true }, 'inTrash'],
    [
      'weighs assistants',
      { type: 'weights', rule: 'all' },
      { draft: draftOf([{ role: 'user', content: '' }]) },
      'noAssistant',
    ],
    ['weighs what is not so', { type: 'weights', rule: 'all' }, {}, 'already'],
    ['needs a prompt to replace', { type: 'system', where: 'present', text: 'x' }, {}, 'noSystem'],
    [
      'keeps a prompt that is there',
      { type: 'system', where: 'missing', text: 'x' },
      { draft: draftOf([{ role: 'developer', content: 'y' }]) },
      'already',
    ],
  ] as [string, Exclude<BulkAction, { type: 'replace' | 'fix' }>, Partial<Subject>, string][])(
    '%s',
    (_, action, more, outcome) => {
      const wanted = editsFor(action, subject(more))
      expect('edits' in wanted ? 'changed' : Object.values(wanted)[0]).toBe(outcome)
    },
  )

  it('puts a prompt in the place of one that has parts', () => {
    const content = [{ type: 'text', text: 'Old' }]
    const draft = draftOf([
      { role: 'system', content },
      { role: 'assistant', content: 'Hi' },
    ])
    const wanted = editsFor({ type: 'system', where: 'everywhere', text: 'New' }, subject({ draft }))
    const edits = 'edits' in wanted ? (wanted.edits as ConversationEdit[]) : []
    expect(applyEdits(draft, edits).conversation.messages[0]!.content).toBe('New')
  })
})

const conversationAction: fc.Arbitrary<Exclude<BulkAction, { type: 'replace' | 'fix' }>> = fc.oneof(
  fc.record({ type: fc.constant('weights' as const), rule: fc.constantFrom(...weightRules) }),
  fc.record({
    type: fc.constant('system' as const),
    where: fc.constantFrom(...systemPlaces),
    text: fc.string({ minLength: 1 }),
  }),
)

describe('rules on whatever a file may hold', () => {
  it('make edits that fit, that can be taken back, and that come to nothing the second time', () => {
    fc.assert(
      fc.property(wildConversation, conversationAction, (conversation, action) => {
        const draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
        const wanted = editsFor(action, subject({ draft }))
        if (!('edits' in wanted)) return
        const edits = wanted.edits as ConversationEdit[]
        const after = applyEdits(draft, edits)
        expect('edits' in editsFor(action, subject({ draft: after }))).toBe(false)
        expect(applyEdits(after, reverseEdits(edits)).conversation).toEqual(conversation)
      }),
    )
  })

  it('replace at the places that were found, and nowhere else', () => {
    const action = {
      type: 'replace',
      find: 'e',
      with: '%',
      pattern: false,
      matchCase: true,
      wholeWord: false,
      roles: ['user', 'assistant'],
      toolArguments: false,
    } satisfies BulkAction
    const found = (text: string) =>
      [...text.matchAll(/e/g)].map((m) => ({ at: m.index, remove: 'e', insert: '%' }))
    fc.assert(
      fc.property(wildConversation, (conversation) => {
        const draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
        const places = placesOf(action, draft)
        const wanted = replaceEdits(
          places,
          places.map(({ text }) => found(text)),
        )
        const after = 'edits' in wanted ? applyEdits(draft, wanted.edits as ConversationEdit[]) : draft
        expect(placesOf(action, after).map(({ text }) => text)).toEqual(
          places.map(({ text }) => text.replaceAll('e', '%')),
        )
        expect('edits' in wanted).toBe(places.some(({ text }) => text.includes('e')))
      }),
    )
  })
})

describe('arguments of a call', () => {
  const place = {
    messageId: 'm1',
    path: ['tool_calls', 0, 'function', 'arguments'],
    text: '{"a":"b"}',
    isArguments: true,
  }
  it('may change, but stay an object', () => {
    expect(replaceEdits([place], [[{ at: 6, remove: 'b', insert: 'c' }]])).toHaveProperty('edits')
    expect(replaceEdits([place], [[{ at: 0, remove: '{', insert: '' }]])).toEqual({
      skipped: 'breaksArguments',
    })
  })
})
