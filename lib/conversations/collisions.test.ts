import { describe, expect, test } from 'vitest'
import { collide, touches } from './collisions'
import type { ConversationEdit } from './schema'

const message = { role: 'user' } as const
const text: ConversationEdit = {
  type: 'edit-text',
  messageId: 'm2',
  path: ['content'],
  at: 0,
  remove: '',
  insert: 'a',
}
const weight: ConversationEdit = { type: 'set-weight', messageId: 'm2', from: null, to: 0 }
const remove: ConversationEdit = { type: 'delete-message', messageId: 'm2', afterId: 'm1', message }
const removeNext: ConversationEdit = { type: 'delete-message', messageId: 'm3', afterId: 'm2', message }
const move: ConversationEdit = { type: 'move-message', messageId: 'm2', fromAfterId: 'm1', toAfterId: 'm4' }
const insert: ConversationEdit = { type: 'insert-message', messageId: 'x', afterId: 'm2', message }
const insertToo: ConversationEdit = { type: 'insert-message', messageId: 'y', afterId: 'm2', message }
const editInserted: ConversationEdit = { type: 'set-role', messageId: 'x', from: 'user', to: 'tool' }
const tools: ConversationEdit = { type: 'set-field', messageId: null, path: ['tools', 0], to: 1 }
const toolsToo: ConversationEdit = { type: 'set-field', messageId: null, path: ['tools'], from: [] }

test('touches names the field, the message, its place', () => {
  expect(touches(text)).toEqual(['m2:content'])
  expect(touches(weight)).toEqual(['m2:weight'])
  expect(touches(tools)).toEqual(['line:tools'])
  expect(touches(remove)).toEqual(['m2:*', 'order:m2'])
  expect(touches(insert)).toEqual(['x:*', 'order:x', 'near:m2'])
})

describe('collide', () => {
  test.each<[boolean, string, ConversationEdit[], ConversationEdit[]]>([
    [true, 'the same text', [text], [text]],
    [false, 'text and weight of one message', [text], [weight]],
    [true, 'an edit and a delete of one message', [weight], [remove]],
    [true, 'two deletes of one message', [remove], [remove]],
    [false, 'an edit and a move of one message', [text], [move]],
    [true, 'a move and a delete of one message', [move], [remove]],
    [true, 'an insert behind a message that is deleted', [insert], [remove]],
    [true, 'an insert behind a message that is moved', [insert], [move]],
    [false, 'an insert behind a message that is edited', [insert], [text, weight]],
    [false, 'an insert before a message that is deleted', [insert], [removeNext]],
    [false, 'two inserts at one place', [insert], [insertToo]],
    [false, 'deletes of neighbours', [remove], [removeNext]],
    [true, 'one tool and all tools', [tools], [toolsToo]],
    [false, 'tools and a message', [tools], [text, move, insert]],
    [false, 'an insert with its own edit, and another', [insert, editInserted], [insertToo]],
    [false, 'keep-last-keys twice', [{ type: 'keep-last-keys' }], [{ type: 'keep-last-keys' }]],
  ])('%s: %s', (expected, _, a, b) => {
    expect(collide(a, b)).toBe(expected)
    expect(collide(b, a)).toBe(expected)
  })
})
