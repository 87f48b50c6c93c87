import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Draw, drawEdit, drawing, wildConversation } from '@/lib/testing/arbitrary-conversations'
import { share } from '@/lib/testing/share'
import { conflict } from './conflicts'
import { applyEdit, applyEdits } from './edits'
import { initialMessageIds } from './message-ids'
import { rebase } from './rebase'
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
const weight = (to: 0 | 1, from: 0 | 1 | null = null): ConversationEdit => ({
  type: 'set-weight',
  messageId: 'm2',
  from,
  to,
})
const role = (to: 'system' | 'tool'): ConversationEdit => ({
  type: 'set-role',
  messageId: 'm2',
  from: 'user',
  to,
})
const name = (to: string, path: (string | number)[] = ['name']): ConversationEdit => ({
  type: 'set-field',
  messageId: 'm2',
  path,
  to,
})
const remove: ConversationEdit = { type: 'delete-message', messageId: 'm2', afterId: 'm1', message }
const removeNext: ConversationEdit = { type: 'delete-message', messageId: 'm3', afterId: 'm2', message }
const move = (toAfterId: string): ConversationEdit => ({
  type: 'move-message',
  messageId: 'm2',
  fromAfterId: 'm1',
  toAfterId,
})
const insert: ConversationEdit = { type: 'insert-message', messageId: 'x', afterId: 'm2', message }
const insertToo: ConversationEdit = { type: 'insert-message', messageId: 'y', afterId: 'm2', message }
const editInserted: ConversationEdit = { type: 'set-role', messageId: 'x', from: 'user', to: 'tool' }

describe('conflict', () => {
  test.each<[boolean, string, ConversationEdit[], ConversationEdit[]]>([
    [true, 'the same text', [text], [text]],
    [false, 'text and weight of one message', [text], [weight(0)]],
    [false, 'text and another field of one message', [text], [name('Ann')]],
    [false, 'the same weight from both', [weight(0)], [weight(0)]],
    [true, 'two weights', [weight(0)], [weight(1)]],
    [false, 'a weight set and taken back, and another', [weight(0, 1), weight(1, 0)], [weight(0)]],
    [false, 'the same role from both', [role('tool')], [role('tool')]],
    [true, 'two roles', [role('tool')], [role('system')]],
    [true, 'two names', [name('Ann')], [name('Bo')]],
    [true, 'places in one list', [name('a', ['tags', 0])], [name('a', ['tags', 0])]],
    [true, 'a text and a delete of its message', [text], [remove]],
    [false, 'a weight and a delete of its message', [weight(0)], [remove]],
    [false, 'two deletes of one message', [remove], [remove]],
    [false, 'a text and a delete, and a delete', [text, remove], [remove]],
    [false, 'an edit and a move of one message', [text], [move('m4')]],
    [true, 'a move and a delete of one message', [move('m4')], [remove]],
    [false, 'a move to the same place from both', [move('m4')], [move('m4')]],
    [true, 'moves to two places', [move('m4')], [move('m3')]],
    [true, 'a move behind a message that is deleted', [move('m3')], [removeNext]],
    [true, 'an insert behind a message that is deleted', [insert], [remove]],
    [true, 'an insert behind a message that is moved', [insert], [move('m4')]],
    [false, 'an insert behind a message that is edited', [insert], [text, weight(0)]],
    [false, 'an insert before a message that is deleted', [insert], [removeNext]],
    [false, 'two inserts at one place', [insert], [insertToo]],
    [false, 'deletes of neighbours', [remove], [removeNext]],
    [false, 'an insert with its own edit, and another', [insert, editInserted], [insertToo]],
    [false, 'duplicate keys sorted out by both', [{ type: 'keep-last-keys' }], [{ type: 'keep-last-keys' }]],
  ])('%s: %s', (expected, _, a, b) => {
    expect(conflict(a, b)).toBe(expected)
    expect(conflict(b, a)).toBe(expected)
  })
})

const draftOf = (conversation: Draft['conversation']): Draft => ({
  conversation,
  messageIds: initialMessageIds(conversation.messages.length),
})

function drawEdits(base: Draft, draw: Draw, count: number): ConversationEdit[] {
  let now = base
  return Array.from({ length: count }, () => {
    const edit = drawEdit(now, draw)
    now = applyEdit(now, edit)
    return edit
  })
}

const onTopOf = (base: Draft, first: ConversationEdit[], second: ConversationEdit[]) => {
  const ground = applyEdits(base, first)
  return applyEdits(ground, rebase(ground, second, first))
}

test('what is no conflict gives the same in either order, and never fails to fit', () => {
  let replayed = 0
  fc.assert(
    fc.property(wildConversation, drawing, fc.nat(3), fc.nat(3), (conversation, draw, mine, theirs) => {
      const base = draftOf(conversation)
      const [a, b] = [drawEdits(base, draw, mine + 1), drawEdits(base, draw, theirs + 1)]
      // both deleting all but one message each is found by applyEdit
      const deletes = [...a, ...b].filter((edit) => edit.type === 'delete-message').length
      if (conflict(a, b) || deletes >= conversation.messages.length) return
      const [one, other] = [onTopOf(base, a, b), onTopOf(base, b, a)]
      expect(bodies(one)).toEqual(bodies(other))
      // of two messages put behind the same one either may come first
      if (!shareAPlace(a, b)) expect(one.messageIds).toEqual(other.messageIds)
      replayed++
    }),
    { numRuns: share(500, 20_000) },
  )
  expect(replayed).toBeGreaterThan(0)
})

test('edits inside different messages are never a conflict, and both are there', () => {
  fc.assert(
    fc.property(wildConversation, drawing, fc.nat(3), fc.nat(3), (conversation, draw, mine, theirs) => {
      const base = draftOf(conversation)
      const inside = (odd: number, count: number) => {
        let now = base
        const edits: ConversationEdit[] = []
        for (let tries = 0; tries < 60 && edits.length < count; tries++) {
          const edit = drawEdit(now, draw)
          const at = 'messageId' in edit && edit.messageId ? base.messageIds.indexOf(edit.messageId) : -1
          if (!/^(edit-text|set-)/.test(edit.type) || at < 0 || at % 2 !== odd) continue
          now = applyEdit(now, edit)
          edits.push(edit)
        }
        return { edits, now }
      }
      const [a, b] = [inside(0, mine + 1), inside(1, theirs + 1)]
      expect(conflict(a.edits, b.edits)).toBe(false)
      const merged = onTopOf(base, b.edits, a.edits)
      const wanted = base.messageIds.map((_, i) => (i % 2 ? b : a).now.conversation.messages[i])
      expect(merged.conversation.messages).toEqual(wanted)
    }),
    { numRuns: share(300, 5_000) },
  )
})

function bodies(draft: Draft) {
  return Object.fromEntries(draft.messageIds.map((id, index) => [id, draft.conversation.messages[index]]))
}

function shareAPlace(a: ConversationEdit[], b: ConversationEdit[]): boolean {
  const places = (edits: ConversationEdit[]) =>
    edits.flatMap((edit) =>
      edit.type === 'insert-message' ? [edit.afterId] : edit.type === 'move-message' ? [edit.toAfterId] : [],
    )
  const others = new Set(places(b))
  return places(a).some((place) => others.has(place))
}
