import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawEdit, drawing, wildConversation, wildString } from '@/lib/testing/arbitrary-conversations'
import { compose } from './compose'
import { applyEdit, applyEdits } from './edits'
import { initialMessageIds } from './message-ids'
import type { ConversationEdit, Draft } from './schema'
import { isInside, joinChanges, textEdit } from './text-edit'

function type(at: number, remove: string, insert: string, messageId = 'm1'): ConversationEdit {
  return { type: 'edit-text', messageId, path: ['content'], at, remove, insert }
}

function weigh(from: 0 | 1 | null, to: 0 | 1 | null, messageId = 'm1'): ConversationEdit {
  return { type: 'set-weight', messageId, from, to }
}

describe('textEdit', () => {
  test.each([
    ['', '', { at: 0, remove: '', insert: '' }],
    ['abc', 'abc', { at: 3, remove: '', insert: '' }],
    ['abc', 'aXc', { at: 1, remove: 'b', insert: 'X' }],
    ['aa', 'aaa', { at: 2, remove: '', insert: 'a' }],
    ['환불', '환급불', { at: 1, remove: '', insert: '급' }],
    ['a😀b', 'a😁b', { at: 1, remove: '😀', insert: '😁' }],
    ['a\u{10000}', 'a\u{20000}', { at: 1, remove: '\u{10000}', insert: '\u{20000}' }],
    ['a\r\nb', 'a\rb', { at: 1, remove: '\r\n', insert: '\r' }],
    ['a\nb', 'a\r\nb', { at: 1, remove: '\n', insert: '\r\n' }],
  ])('%j to %j', (before, after, expected) => {
    expect(textEdit(before, after)).toEqual(expected)
  })

  test('turns one text into the other and cuts nothing in two', () => {
    fc.assert(
      fc.property(wildString, wildString, wildString, (head, before, after) => {
        const [from, to] = [head + before, head + after]
        const { at, remove, insert } = textEdit(from, to)
        expect(from.slice(0, at) + insert + from.slice(at + remove.length)).toBe(to)
        expect(from.startsWith(remove, at)).toBe(true)
        for (const [text, end] of [
          [from, at + remove.length],
          [to, at + insert.length],
        ] as const) {
          expect(isInside(text, at)).toBe(false)
          expect(isInside(text, end)).toBe(false)
        }
      }),
    )
  })

  test('two changes that meet become one with the same effect', () => {
    fc.assert(
      fc.property(wildString, wildString, wildString, drawing, (base, first, second, draw) => {
        const change = (text: string, insert: string) => {
          const at = draw.nat(text.length)
          return { at, remove: text.slice(at, at + draw.nat(text.length - at)), insert }
        }
        const apply = (
          text: string,
          { at, remove, insert }: { at: number; remove: string; insert: string },
        ) => text.slice(0, at) + insert + text.slice(at + remove.length)
        const a = change(base, first)
        const b = change(apply(base, a), second)
        const joined = joinChanges(a, b)
        if (!joined) return
        expect(base.startsWith(joined.remove, joined.at)).toBe(true)
        expect(apply(base, joined)).toBe(apply(apply(base, a), b))
      }),
      { numRuns: 300 },
    )
  })
})

describe('compose', () => {
  test.each<[string, ConversationEdit[], ConversationEdit[]]>([
    ['typing', [type(0, '', 'H'), type(1, '', 'i'), type(2, '', '!')], [type(0, '', 'Hi!')]],
    ['typing and deleting it again', [type(3, '', 'ab'), type(4, 'b', ''), type(3, 'a', '')], []],
    ['two places stay two edits', [type(0, '', 'a'), type(9, '', 'b')], [type(0, '', 'a'), type(9, '', 'b')]],
    [
      'two fields stay two edits',
      [type(0, '', 'a'), type(0, '', 'b', 'm2')],
      [type(0, '', 'a'), type(0, '', 'b', 'm2')],
    ],
    ['a weight there and back', [weigh(1, 0), weigh(0, 1)], []],
    ['a weight there and on', [weigh(1, 0), weigh(0, null)], [weigh(1, null)]],
    ['a weight over another', [weigh(1, 0), weigh(null, 0, 'm2'), weigh(0, 1)], [weigh(null, 0, 'm2')]],
    [
      'a message put in and taken out',
      [
        { type: 'insert-message', messageId: 'x', afterId: 'm1', message: { role: 'user' } },
        { type: 'delete-message', messageId: 'x', afterId: 'm1', message: { role: 'user' } },
      ],
      [],
    ],
    [
      'a message moved twice',
      [
        { type: 'move-message', messageId: 'x', fromAfterId: 'm1', toAfterId: 'm2' },
        { type: 'move-message', messageId: 'x', fromAfterId: 'm2', toAfterId: null },
      ],
      [{ type: 'move-message', messageId: 'x', fromAfterId: 'm1', toAfterId: null }],
    ],
    [
      'a field set, then removed',
      [
        { type: 'set-field', messageId: null, path: ['tools'], to: [] },
        { type: 'set-field', messageId: null, path: ['tools'], from: [] },
      ],
      [],
    ],
    [
      'two items put in at one place',
      [
        { type: 'set-field', messageId: 'm1', path: ['content', 0], to: 'b' },
        { type: 'set-field', messageId: 'm1', path: ['content', 0], to: 'a' },
      ],
      [
        { type: 'set-field', messageId: 'm1', path: ['content', 0], to: 'b' },
        { type: 'set-field', messageId: 'm1', path: ['content', 0], to: 'a' },
      ],
    ],
  ])('%s', (_, edits, expected) => {
    expect(compose(edits)).toEqual(expected)
  })

  test('has the effect of the whole list', () => {
    fc.assert(
      fc.property(wildConversation, fc.nat(12), drawing, (conversation, count, draw) => {
        const start: Draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
        let now = start
        const edits: ConversationEdit[] = []
        for (let i = 0; i <= count; i++) {
          const edit = drawEdit(now, draw)
          edits.push(edit)
          now = applyEdit(now, edit)
        }
        const composed = compose(edits)
        expect(composed.length).toBeLessThanOrEqual(edits.length)
        expect(applyEdits(start, composed)).toEqual(now)
      }),
      { numRuns: 300 },
    )
  })
})
