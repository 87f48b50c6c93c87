import { describe, expect, test } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { reverseEdit } from './edit-kinds'
import { changeAlternatives } from './plan-alternatives'
import type { Alternative, AlternativeBody, SetAlternative } from './schema'
import { swapAlternative } from './swap-alternative'
import { mostAlternatives } from './words'

const content = {
  conversation: conversationOf(
    '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}',
  ),
  messageIds: ['m1', 'm2'],
}
const typed = (text: string): AlternativeBody => ({ text, origin: 'typed' })
const set = (
  from: string | null,
  to: string | null,
  { alternativeId = 'a1', messageId = 'm2' } = {},
): SetAlternative => ({
  type: 'set-alternative',
  alternativeId,
  messageId,
  from: from === null ? null : typed(from),
  to: to === null ? null : typed(to),
})
const one = (text: string, id = 'a1', messageId = 'm2'): Alternative => ({ id, messageId, ...typed(text) })
const change = (all: Alternative[], edit: SetAlternative, strict = false) =>
  changeAlternatives(all, edit, content, strict)

describe('alternatives of a message', () => {
  test('are added, changed in their place and removed, and each edit takes the other back', () => {
    const both = [one('No'), one('Never', 'a2')]
    for (const [before, edit, after] of [
      [[], set(null, 'No'), [one('No')]],
      [both, set('No', 'Nope'), [one('Nope'), one('Never', 'a2')]],
      [both, set('No', null), [one('Never', 'a2')]],
    ] as const) {
      expect(change([...before], edit)).toEqual({ alternatives: after, edits: [edit] })
      const back = reverseEdit(edit) as SetAlternative
      expect(new Set(change([...after], back, true).alternatives)).toEqual(new Set(before))
    }
  })

  test('what two people made of one is kept twice; what somebody changed is not removed', () => {
    const twice = change([one('Theirs')], set('No', 'Mine'))
    expect(twice.alternatives.map(({ text }) => text)).toEqual(['Theirs', 'Mine'])
    expect(twice.edits).toMatchObject([{ from: null, to: { text: 'Mine' } }])
    expect(change([one('Theirs')], set('No', null))).toEqual({ alternatives: [one('Theirs')], edits: [] })
    expect(change([], set('No', 'Mine')).edits).toEqual([set(null, 'Mine')])
    expect(change([one('No')], set(null, 'No')).edits).toEqual([])
    expect(change([], set('No', null)).edits).toEqual([])
  })

  test('an undo refuses what does not stand as it was', () => {
    for (const [all, edit] of [
      [[one('Theirs')], set('No', null)],
      [[], set('No', 'Nope')],
    ] as const)
      expect(() => change([...all], edit, true)).toThrow(expect.objectContaining({ reason: 'undoOverlaps' }))
  })

  test('stand beside assistant messages of chats alone; of a deleted message the text is set aside', () => {
    expect(() => change([], set(null, 'No', { messageId: 'm1' }))).toThrow(
      expect.objectContaining({ reason: 'noAlternatives' }),
    )
    const pair = {
      conversation: conversationOf(preferenceLine('Q', 'A', 'B')),
      messageIds: ['m1', 'm2', 'm3'],
    }
    expect(() => changeAlternatives([], set(null, 'No'), pair, false)).toThrow(
      expect.objectContaining({ reason: 'noAlternatives' }),
    )
    expect(change([], set(null, 'No', { messageId: 'm9' }))).toEqual({
      alternatives: [],
      edits: [{ type: 'set-aside', messageId: 'm9', path: ['content'], value: 'No' }],
    })
  })

  test('are so many at most', () => {
    const full = Array.from({ length: mostAlternatives }, (_, i) => one(`No ${i}`, `b${i}`))
    expect(() => change(full, set(null, 'No'))).toThrow(
      expect.objectContaining({ reason: 'tooManyAlternatives' }),
    )
    expect(change(full, { ...set('No 3', 'Nope'), alternativeId: 'b3' }).alternatives).toHaveLength(
      mostAlternatives,
    )
  })
})

describe('taking an alternative instead', () => {
  const message = (text: unknown) => ({ role: 'assistant', content: text }) as never

  test('swaps the two texts', () => {
    expect(swapAlternative(message('Hello'), one('Help'))).toEqual([
      { type: 'edit-text', messageId: 'm2', path: ['content'], at: 3, remove: 'lo', insert: 'p' },
      set('Help', 'Hello'),
    ])
    expect(swapAlternative(message(''), one('Help'))?.[1]).toEqual(set('Help', null))
  })

  test.each([['Help'], [null], [[{ type: 'text', text: 'Hello' }]], ['a\0b'], ['x'.repeat(100_001)]])(
    'is not offered beside %j',
    (text) => {
      expect(swapAlternative(message(text), one('Help'))).toBeNull()
    },
  )
})
