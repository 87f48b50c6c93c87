import { expect, test } from 'vitest'
import { applyEdits } from '@/lib/conversations/edits'
import type { Draft, Json } from '@/lib/conversations/schema'
import type { SetAside } from './schema'
import { putBack } from './set-aside'

const draft: Draft = {
  conversation: {
    messages: [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [{ type: 'text', text: 'Ok' }], weight: 0 },
    ],
  },
  messageIds: ['m1', 'm2'],
}
const aside = (messageId: string | null, path: SetAside['path'], value: Json): SetAside => ({
  type: 'set-aside',
  messageId,
  path,
  value,
})
const after = (given: SetAside) => applyEdits(draft, putBack(draft, given))

test('a text, a part of one, a weight and a key of the line come back', () => {
  expect(after(aside('m1', ['content'], 'Hello')).conversation.messages[0]).toEqual({
    role: 'user',
    content: 'Hello',
  })
  expect(putBack(draft, aside('m2', ['content', 0, 'text'], 'Okay'))).toMatchObject([
    { type: 'edit-text', path: ['content', 0, 'text'], insert: 'ay' },
  ])
  expect(after(aside('m2', ['weight'], 1)).conversation.messages[1]).toMatchObject({ weight: 1 })
  expect(after(aside(null, ['user'], 'u1')).conversation).toMatchObject({ user: 'u1' })
})

test('a message comes back behind the last one', () => {
  const message = { role: 'user', content: 'Bye' }
  expect(after(aside('m9', null, message))).toMatchObject({ messageIds: ['m1', 'm2', 'm9'] })
  expect(putBack(draft, aside('m9', null, message))).toMatchObject([{ afterId: 'm2', message }])
})

test('what stands there, or has no place any more, is no edit', () => {
  expect(putBack(draft, aside('m1', ['content'], 'Hi'))).toEqual([])
  expect(putBack(draft, aside('m9', ['content'], 'Hi'))).toEqual([])
  expect(putBack(draft, aside('m2', ['content', 4, 'text'], 'Hi'))).toEqual([])
})
