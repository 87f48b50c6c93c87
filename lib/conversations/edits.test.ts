import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawEdit, drawing, wildLine } from '@/lib/testing/arbitrary-conversations'
import { EditError, type EditErrorReason } from './edit-error'
import { applyEdit, applyEdits, reverseEdit, reverseEdits } from './edits'
import { kindOf, viewOf } from './kind'
import { initialMessageIds, newMessageId } from './message-ids'
import {
  type ConversationEdit,
  conversationEdit,
  type Draft,
  type Json,
  type Message,
  messageId,
} from './schema'
import { swapAnswers } from './turns'
import { conversationEditTypes } from './words'

test('the words name every type of edit', () => {
  expect([...conversationEditTypes]).toEqual(conversationEdit.options.map(({ shape }) => shape.type.value))
})

const draft: Draft = {
  conversation: {
    messages: [
      { role: 'user', content: 'Hello there' },
      { role: 'assistant', content: [{ type: 'text', text: 'Hi' }], weight: 1, note: null },
    ],
    tools: [],
  },
  messageIds: ['m1', 'm2'],
}

function textOf(value: Draft) {
  return JSON.stringify(value.conversation)
}

function nested(depth: number): Json {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth))
}

describe('applyEdit', () => {
  test.each<[string, ConversationEdit, string]>([
    [
      'text',
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 6, remove: 'there', insert: 'you' },
      '{"messages":[{"role":"user","content":"Hello you"},{"role":"assistant","content":[{"type":"text","text":"Hi"}],"weight":1,"note":null}],"tools":[]}',
    ],
    [
      'text of a part',
      { type: 'edit-text', messageId: 'm2', path: ['content', 0, 'text'], at: 2, remove: '', insert: '!' },
      '{"messages":[{"role":"user","content":"Hello there"},{"role":"assistant","content":[{"type":"text","text":"Hi!"}],"weight":1,"note":null}],"tools":[]}',
    ],
    [
      'weight away',
      { type: 'set-weight', messageId: 'm2', from: 1, to: null },
      '{"messages":[{"role":"user","content":"Hello there"},{"role":"assistant","content":[{"type":"text","text":"Hi"}],"note":null}],"tools":[]}',
    ],
    [
      'weight on a message without one',
      { type: 'set-weight', messageId: 'm1', from: null, to: 0 },
      '{"messages":[{"role":"user","content":"Hello there","weight":0},{"role":"assistant","content":[{"type":"text","text":"Hi"}],"weight":1,"note":null}],"tools":[]}',
    ],
    [
      'role',
      { type: 'set-role', messageId: 'm1', from: 'user', to: 'system' },
      '{"messages":[{"role":"system","content":"Hello there"},{"role":"assistant","content":[{"type":"text","text":"Hi"}],"weight":1,"note":null}],"tools":[]}',
    ],
    [
      'a part put in before another',
      { type: 'set-field', messageId: 'm2', path: ['content', 0], to: 'x' },
      '{"messages":[{"role":"user","content":"Hello there"},{"role":"assistant","content":["x",{"type":"text","text":"Hi"}],"weight":1,"note":null}],"tools":[]}',
    ],
    [
      'a part taken out',
      { type: 'set-field', messageId: 'm2', path: ['content', 0], from: { text: 'Hi', type: 'text' } },
      '{"messages":[{"role":"user","content":"Hello there"},{"role":"assistant","content":[],"weight":1,"note":null}],"tools":[]}',
    ],
    [
      'a key of the line away',
      { type: 'set-field', messageId: null, path: ['tools'], from: [] },
      '{"messages":[{"role":"user","content":"Hello there"},{"role":"assistant","content":[{"type":"text","text":"Hi"}],"weight":1,"note":null}]}',
    ],
    [
      'a message moved first',
      { type: 'move-message', messageId: 'm2', fromAfterId: 'm1', toAfterId: null },
      '{"messages":[{"role":"assistant","content":[{"type":"text","text":"Hi"}],"weight":1,"note":null},{"role":"user","content":"Hello there"}],"tools":[]}',
    ],
  ])('%s', (_, edit, expected) => {
    expect(textOf(applyEdit(draft, edit))).toBe(expected)
  })

  test.each<[EditErrorReason, ConversationEdit]>([
    ['no-such-message', { type: 'set-weight', messageId: 'm3', from: null, to: 0 }],
    ['from-differs', { type: 'set-weight', messageId: 'm2', from: null, to: 0 }],
    ['from-differs', { type: 'set-weight', messageId: 'm1', from: 1, to: 0 }],
    ['from-differs', { type: 'set-role', messageId: 'm1', from: 'tool', to: 'user' }],
    [
      'from-differs',
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: 'hello', insert: '' },
    ],
    [
      'from-differs',
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 12, remove: '', insert: 'x' },
    ],
    ['not-text', { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: '', insert: 'x' }],
    ['not-text', { type: 'edit-text', messageId: 'm1', path: ['name'], at: 0, remove: '', insert: 'x' }],
    [
      'no-such-field',
      { type: 'edit-text', messageId: 'm1', path: ['content', 0], at: 0, remove: '', insert: 'x' },
    ],
    ['no-such-field', { type: 'set-field', messageId: 'm1', path: ['a', 'b'], to: 1 }],
    ['no-such-field', { type: 'set-field', messageId: 'm2', path: ['content', '0'], from: 1 }],
    ['no-such-field', { type: 'set-field', messageId: 'm2', path: ['content', 2], to: 1 }],
    ['no-such-field', { type: 'set-field', messageId: 'm1', path: ['toString', 'name'], from: 'toString' }],
    ['from-differs', { type: 'set-field', messageId: 'm2', path: ['note'], to: 1 }],
    ['from-differs', { type: 'set-field', messageId: 'm1', path: ['note'], from: null, to: 1 }],
    ['from-differs', { type: 'set-field', messageId: 'm1', path: ['toString'], from: 1, to: 1 }],
    ['reserved-field', { type: 'set-field', messageId: 'm1', path: ['role'], from: 'user', to: 'nobody' }],
    [
      'reserved-field',
      { type: 'edit-text', messageId: 'm1', path: ['role'], at: 0, remove: '', insert: 'x' },
    ],
    ['reserved-field', { type: 'set-field', messageId: null, path: ['messages', 0], to: 1 }],
    ['id-used', { type: 'insert-message', messageId: 'm1', afterId: null, message: { role: 'user' } }],
    ['wrong-place', { type: 'insert-message', messageId: 'm3', afterId: 'm9', message: { role: 'user' } }],
    ['wrong-place', { type: 'delete-message', messageId: 'm2', afterId: null, message: { role: 'user' } }],
    ['from-differs', { type: 'delete-message', messageId: 'm2', afterId: 'm1', message: { role: 'user' } }],
    ['wrong-place', { type: 'move-message', messageId: 'm2', fromAfterId: null, toAfterId: null }],
    ['wrong-place', { type: 'move-message', messageId: 'm2', fromAfterId: 'm1', toAfterId: 'm2' }],
    ['wrong-place', { type: 'move-message', messageId: 'm2', fromAfterId: 'm1', toAfterId: 'm7' }],
    ['too-deep', { type: 'set-field', messageId: 'm1', path: ['x'], to: nested(198) }],
    ['too-deep', { type: 'set-field', messageId: null, path: ['x'], to: nested(200) }],
    [
      'too-deep',
      { type: 'insert-message', messageId: 'x', afterId: null, message: { role: 'user', x: nested(198) } },
    ],
  ])('refuses with %s', (reason, edit) => {
    expect(() => applyEdit(draft, edit)).toThrow(expect.objectContaining({ name: 'EditError', reason, edit }))
  })

  const preferred: Message = { role: 'assistant', content: 'a', weight: 1 }
  const pair: Draft = {
    conversation: viewOf({
      input: { messages: [{ role: 'user' }], tools: [] },
      preferred_output: [preferred],
      non_preferred_output: [{ role: 'assistant', content: 'b' }],
    }),
    messageIds: ['m1', 'm2', 'm3'],
  }

  test.each<[EditErrorReason, ConversationEdit]>([
    ['no-weights', { type: 'set-weight', messageId: 'm3', from: null, to: 0 }],
    ['no-weights', { type: 'set-weight', messageId: 'm2', from: 1, to: null }],
    ['fixed-answers', { type: 'set-role', messageId: 'm2', from: 'assistant', to: 'user' }],
    ['fixed-answers', { type: 'delete-message', messageId: 'm2', afterId: 'm1', message: preferred }],
    ['fixed-answers', { type: 'insert-message', messageId: 'x', afterId: 'm2', message: preferred }],
    ['fixed-answers', { type: 'insert-message', messageId: 'x', afterId: 'm3', message: preferred }],
    ['fixed-answers', { type: 'move-message', messageId: 'm2', fromAfterId: 'm1', toAfterId: null }],
    ['fixed-answers', { type: 'move-message', messageId: 'm1', fromAfterId: null, toAfterId: 'm2' }],
    ['last-message', { type: 'delete-message', messageId: 'm1', afterId: null, message: { role: 'user' } }],
    ['reserved-field', { type: 'set-field', messageId: null, path: ['input'], from: { tools: [] } }],
    ['reserved-field', { type: 'set-field', messageId: null, path: ['input', 'messages'], to: [] }],
    ['reserved-field', { type: 'set-field', messageId: null, path: ['messages'], to: [] }],
    ['reserved-field', { type: 'set-field', messageId: null, path: ['preferred_output'], to: [] }],
    ['reserved-field', { type: 'set-field', messageId: null, path: ['non_preferred_output', 0], to: {} }],
    ['too-deep', { type: 'set-field', messageId: 'm1', path: ['x'], to: nested(197) }],
  ])('of a preference example refuses with %s', (reason, edit) => {
    expect(() => applyEdit(pair, edit)).toThrow(expect.objectContaining({ name: 'EditError', reason, edit }))
  })

  test('swaps both answers with their ids, and a weight out of place is no field of its own', () => {
    const swapped = applyEdit(pair, swapAnswers(pair))
    expect(swapped.messageIds).toEqual(['m1', 'm3', 'm2'])
    expect(swapped.conversation.messages[2]).toBe(preferred)
    expect(applyEdit(swapped, swapAnswers(swapped))).toEqual(pair)
    const bare = applyEdit(pair, { type: 'set-field', messageId: 'm2', path: ['weight'], from: 1 })
    expect(bare.conversation.messages[1]).toEqual({ role: 'assistant', content: 'a' })
    expect(kindOf(bare.conversation)).toBe('preference')
  })

  test('allows exactly 200 levels', () => {
    applyEdit(draft, { type: 'set-field', messageId: 'm1', path: ['x'], to: nested(197) })
    applyEdit(draft, { type: 'set-field', messageId: null, path: ['x'], to: nested(199) })
  })

  test('keeps the last message', () => {
    const message = draft.conversation.messages[0]!
    const single: Draft = { conversation: { messages: [message] }, messageIds: ['m1'] }
    expect(() =>
      applyEdit(single, { type: 'delete-message', messageId: 'm1', afterId: null, message }),
    ).toThrow(EditError)
  })

  test('shares what it leaves alone and changes nothing in place', () => {
    const before = textOf(draft)
    const after = applyEdit(draft, { type: 'set-weight', messageId: 'm2', from: 1, to: 0 })
    expect(textOf(draft)).toBe(before)
    expect(after.conversation.messages[0]).toBe(draft.conversation.messages[0])
    expect(after.conversation.messages[1]!.content).toBe(draft.conversation.messages[1]!.content)
    expect(after.messageIds).toBe(draft.messageIds)
  })

  test('keeps a key named __proto__ a key', () => {
    const conversation = JSON.parse(
      '{"messages":[{"role":"user","__proto__":{"a":1},"content":"x"}],"__proto__":2}',
    )
    const hostile: Draft = { conversation, messageIds: ['m1'] }
    const after = applyEdits(hostile, [
      { type: 'set-field', messageId: 'm1', path: ['__proto__', '__proto__'], to: { b: 2 } },
      { type: 'set-field', messageId: null, path: ['__proto__'], from: 2, to: [3] },
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: 'x', insert: 'y' },
    ])
    expect(textOf(after)).toBe(
      '{"messages":[{"role":"user","__proto__":{"a":1,"__proto__":{"b":2}},"content":"y"}],"__proto__":[3]}',
    )
    expect(({} as { a?: number }).a).toBeUndefined()
  })
})

describe('reverseEdit', () => {
  test('keep-last-keys has none', () => {
    expect(reverseEdit({ type: 'keep-last-keys' })).toBeNull()
    expect(reverseEdits([{ type: 'keep-last-keys' }])).toEqual([])
  })

  test('takes back whatever applyEdit did, after travelling as JSON too', () => {
    fc.assert(
      fc.property(wildLine, fc.nat(6), drawing, (line, count, draw) => {
        const conversation = viewOf(line)
        const start: Draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
        let now = start
        const edits: ConversationEdit[] = []
        for (let i = 0; i <= count; i++) {
          const edit = drawEdit(now, draw)
          now = applyEdit(now, edit)
          edits.push(conversationEdit.parse(JSON.parse(JSON.stringify(edit))))
        }
        expect(normal(applyEdits(start, edits))).toEqual(normal(now))
        expect(normal(applyEdits(now, reverseEdits(edits)))).toEqual(normal(start))
      }),
      { numRuns: 500 },
    )
  })
})

// JSON has no -0.
function normal(value: Draft): Draft {
  return { ...value, conversation: JSON.parse(JSON.stringify(value.conversation)) }
}

test('the door keeps __proto__ and refuses endless nesting without falling over', () => {
  const edit = JSON.parse(
    '{"type":"insert-message","messageId":"a","afterId":null,"message":{"role":"user","__proto__":{"x":1}}}',
  )
  expect(JSON.stringify(conversationEdit.parse(edit))).toBe(JSON.stringify(edit))
  const deep = { type: 'set-field', messageId: null, path: ['x'], to: nested(50_000) }
  expect(conversationEdit.safeParse(deep).success).toBe(false)
  expect(conversationEdit.safeParse({ ...deep, to: nested(200) }).success).toBe(true)
  const noRole = { type: 'insert-message', messageId: 'a', afterId: null, message: { role: 'robot' } }
  expect(conversationEdit.safeParse(noRole).success).toBe(false)
})

test('new message ids are valid and differ', () => {
  const ids = Array.from({ length: 1000 }, newMessageId)
  for (const id of ids) expect(messageId.parse(id)).toHaveLength(8)
  expect(new Set(ids).size).toBe(1000)
})
