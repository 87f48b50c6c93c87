import { expect, test } from 'vitest'
import { applyEdit } from '@/lib/conversations/edits'
import type { ConversationEdit, Draft } from '@/lib/conversations/schema'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'
import { errorCodes } from '@/lib/result/app-error'
import type { Failure } from '@/lib/result/schema'
import { collapse } from './batch'
import { isRetryable } from './trouble'

const draft: Draft = {
  conversation: {
    messages: [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Ok' },
    ],
  },
  messageIds: ['m1', 'm2'],
}
const typed = (at: number, remove: string, insert: string, messageId = 'm2'): ConversationEdit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  at,
  remove,
  insert,
})
const add = (tagId: string): Edit => ({ type: 'add-tag', tagId, messageId: null })
const ends = (edits: readonly Edit[]) => edits.filter(isConversationEdit).reduce(applyEdit, draft)

test('keys typed one by one are one edit, with the same end', () => {
  const keys = [typed(2, '', 'a'), typed(3, '', 'b'), typed(4, '', 'c'), typed(4, 'c', '')]
  const edits = collapse(keys)
  expect(edits).toHaveLength(1)
  expect(ends(edits)).toEqual(ends(keys))
})

test('texts of two messages stay two edits, with the same end', () => {
  const keys = [typed(2, '', 'a'), typed(0, '', 'b', 'm1'), typed(3, '', 'c')]
  expect(ends(collapse(keys))).toEqual(ends(keys))
})

test('what was typed and taken back is nothing', () => {
  expect(collapse([typed(2, '', 'a'), typed(2, 'a', '')])).toEqual([])
})

test('tags and states stay in their place between typing', () => {
  const edits = [typed(2, '', 'a'), add('x'), typed(3, '', 'b'), typed(4, '', 'c'), add('y')]
  const collapsed = collapse(edits)
  expect(collapsed.map((edit) => edit.type)).toEqual(['edit-text', 'add-tag', 'edit-text', 'add-tag'])
  expect(ends(collapsed)).toEqual(ends(edits))
})

test('typing in an alternative is one edit, and none where it comes back to what it was', () => {
  const body = (text: string) => ({ text, origin: 'typed' as const })
  const set = (from: string | null, to: string | null, alternativeId = 'a1'): Edit => ({
    type: 'set-alternative',
    alternativeId,
    messageId: 'm2',
    from: from === null ? null : body(from),
    to: to === null ? null : body(to),
  })
  expect(collapse([set(null, 'N'), set('N', 'No')])).toEqual([set(null, 'No')])
  expect(collapse([set('No', 'Nope'), set('Nope', 'No')])).toEqual([])
  expect(collapse([set(null, 'N'), set('N', null)])).toEqual([])
  const apart = [set(null, 'N'), set(null, 'M', 'a2'), set('N', 'No')]
  expect(collapse(apart)).toEqual(apart)
})

test('nothing stays nothing', () => {
  expect(collapse([])).toEqual([])
})

test('only what may pass by itself is tried again', () => {
  const trouble = (code: Failure['code']): Failure => ({
    code,
    reason: code,
    message: '',
    params: {},
    id: '',
  })
  expect(errorCodes.filter((code) => !isRetryable(trouble(code)))).toEqual([
    'invalid',
    'forbidden',
    'not_found',
    'conflict',
    'too_large',
  ])
})
