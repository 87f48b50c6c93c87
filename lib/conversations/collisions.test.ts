import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawEdit, drawing, wildConversation } from '@/lib/testing/arbitrary-conversations'
import { collide, rebase, touches } from './collisions'
import { applyEdit, applyEdits } from './edits'
import { initialMessageIds } from './message-ids'
import type { ConversationEdit, Draft } from './schema'

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

test('what does not collide can be replayed, and keeps what the others did', () => {
  let replayed = 0
  fc.assert(
    fc.property(wildConversation, drawing, fc.nat(2), fc.nat(2), (conversation, draw, mine, theirs) => {
      const base: Draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
      const edits = (count: number) => {
        let now = base
        return Array.from({ length: count + 1 }, () => {
          const edit = drawEdit(now, draw)
          now = applyEdit(now, edit)
          return edit
        })
      }
      const [a, b] = [edits(mine), edits(theirs)]
      // Both deleting all but one message each is found by applyEdit, not by collide.
      const deletes = [...a, ...b].filter((edit) => edit.type === 'delete-message').length
      if (collide(a, b) || deletes >= conversation.messages.length) return
      const onTheirs = applyEdits(base, b)
      const merged = applyEdits(onTheirs, rebase(onTheirs, a))
      const other = applyEdits(applyEdits(base, a), rebase(applyEdits(base, a), b))
      expect(bodies(merged)).toEqual(bodies(other))
      replayed++
    }),
    { numRuns: 300 },
  )
  // enough of the random pairs don't collide for the test to mean something
  expect(replayed).toBeGreaterThan(60)
})

function bodies(draft: Draft) {
  return Object.fromEntries(draft.messageIds.map((id, index) => [id, draft.conversation.messages[index]]))
}
