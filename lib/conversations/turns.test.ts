import { describe, expect, test } from 'vitest'
import type { EditErrorReason } from './edit-error'
import { applyEdits, reverseEdits } from './edits'
import { initialMessageIds } from './message-ids'
import type { ConversationEdit, Draft, Message } from './schema'
import { mergeUp, setWeights, splitMessage } from './turns'

function draftOf(...messages: Message[]): Draft {
  return { conversation: { messages }, messageIds: initialMessageIds(messages.length) }
}

function after(draft: Draft, edits: ConversationEdit[]): Message[] {
  const changed = applyEdits(draft, edits)
  expect(applyEdits(changed, reverseEdits(edits))).toEqual(draft)
  return changed.conversation.messages
}

describe('splitMessage', () => {
  test('cuts the text, without the blanks at the cut, and takes tool calls along', () => {
    const draft = draftOf({
      role: 'assistant',
      content: 'One.\n\nTwo.',
      weight: 0,
      tool_calls: [{ id: 'a' }],
    })
    expect(after(draft, splitMessage(draft, 'm1', 5, 'new'))).toEqual([
      { role: 'assistant', content: 'One.', weight: 0 },
      { role: 'assistant', content: 'Two.', weight: 0, tool_calls: [{ id: 'a' }] },
    ])
  })

  test('needs a text', () => {
    const draft = draftOf({ role: 'assistant', content: [] })
    expect(() => splitMessage(draft, 'm1', 0, 'new')).toThrow(expect.objectContaining({ reason: 'not-text' }))
  })
})

describe('mergeUp', () => {
  test.each<[string, Message, Message, Message]>([
    [
      'texts',
      { role: 'user', content: 'One.' },
      { role: 'user', content: 'Two.', name: 'kim' },
      { role: 'user', content: 'One.\n\nTwo.', name: 'kim' },
    ],
    [
      'a text and calls without one',
      { role: 'assistant', content: 'Wait.', weight: 0 },
      { role: 'assistant', content: null, weight: 1, tool_calls: [1] },
      { role: 'assistant', content: 'Wait.', weight: 0, tool_calls: [1] },
    ],
    [
      'calls and a text',
      { role: 'assistant', content: null, tool_calls: [1] },
      { role: 'assistant', content: 'Done.', tool_calls: [2] },
      { role: 'assistant', content: 'Done.', tool_calls: [1, 2] },
    ],
    [
      'an empty text',
      { role: 'user', content: '' },
      { role: 'user', content: 'x' },
      { role: 'user', content: 'x' },
    ],
    [
      'parts',
      { role: 'user', content: [1] },
      { role: 'user', content: [2] },
      { role: 'user', content: [1, 2] },
    ],
  ])('%s', (_, first, second, merged) => {
    const draft = draftOf(first, second)
    expect(after(draft, mergeUp(draft, 'm2'))).toEqual([merged])
  })

  test.each<[EditErrorReason, Draft, string]>([
    ['roles-differ', draftOf({ role: 'user', content: 'a' }, { role: 'tool', content: 'a' }), 'm2'],
    ['wrong-place', draftOf({ role: 'user', content: 'a' }), 'm1'],
    ['not-text', draftOf({ role: 'user', content: 'a' }, { role: 'user', content: [] }), 'm2'],
    ['no-such-message', draftOf({ role: 'user', content: 'a' }), 'm2'],
  ])('refuses with %s', (reason, draft, messageId) => {
    expect(() => mergeUp(draft, messageId)).toThrow(expect.objectContaining({ reason }))
  })
})

describe('setWeights', () => {
  const draft = draftOf(
    { role: 'user', content: 'a', weight: 0 },
    { role: 'assistant', content: 'b' },
    { role: 'assistant', content: 'c', weight: 0 },
    { role: 'assistant', content: 'd', weight: '0' },
    { role: 'assistant', content: 'e', weight: true },
    { role: 'user', content: 'f' },
  )
  test.each([
    ['all', [0, undefined, 1, 1, true, undefined]],
    ['last', [0, 0, 0, '0', true, undefined]],
    ['none', [0, 0, 0, '0', 0, undefined]],
  ] as const)('%s', (rule, weights) => {
    expect(after(draft, setWeights(draft, rule)).map((message) => message.weight)).toEqual(weights)
  })
})
