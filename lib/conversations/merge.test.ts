import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawEdit, drawing, wildConversation, wildString } from '@/lib/testing/arbitrary-conversations'
import { share } from '@/lib/testing/share'
import { editsBetween } from './between'
import { conflict } from './conflicts'
import { applyEdit, applyEdits } from './edits'
import { conversationOf } from './kind'
import { type Answer, mergeDrafts, questionsOf } from './merge'
import { countClashes, mergedText, mergeTexts } from './merge-texts'
import { initialMessageIds } from './message-ids'
import { rebase } from './rebase'
import type { ConversationEdit, Draft } from './schema'

describe('texts of two people', () => {
  test.each([
    ['far apart', 'one two three', '1 two three', 'one two 3', '1 two 3', 0],
    ['one alone', 'one two', 'one two', 'one 2', 'one 2', 0],
    ['alike', 'one two', 'one 2', 'one 2', 'one 2', 0],
    ['at the same place', 'one two', 'one 2', 'one zwei', 'one zwei', 1],
    ['both at the end', 'Ok', 'Ok, theirs', 'Ok, mine', 'Ok, mine', 1],
    ['Korean', '환불 되나요', '환불 됩니까', '반품 되나요', '반품 됩니까', 0],
  ])('%s', (_, base, theirs, mine, merged, clashes) => {
    const hunks = mergeTexts(base, theirs, mine)
    expect(countClashes(hunks)).toBe(clashes)
    expect(mergedText(hunks, [])).toBe(merged)
  })

  test('words changed one after another are one place', () => {
    const hunks = mergeTexts('You are welcome.', 'Any time.', 'Happy to help.')
    expect(hunks).toEqual([
      { kind: 'clash', base: 'You are welcome', theirs: 'Any time', mine: 'Happy to help' },
      { kind: 'same', text: '.' },
    ])
  })

  test('a clash is taken from either side, or from both', () => {
    const hunks = mergeTexts('The end', 'The good end', 'The bad end')
    expect(mergedText(hunks, ['theirs'])).toBe('The good end')
    expect(mergedText(hunks, ['mine'])).toBe('The bad end')
    expect(mergedText(hunks, ['both'])).toBe('The good bad end')
  })

  test('whatever both wrote: one side chosen everywhere and the other unchanged is that side', () => {
    fc.assert(
      fc.property(wildString, wildString, wildString, (base, theirs, mine) => {
        const all = (side: 'theirs' | 'mine') => Array.from({ length: 20 }, () => side)
        expect(mergedText(mergeTexts(base, theirs, base), [])).toBe(theirs)
        expect(mergedText(mergeTexts(base, base, mine), [])).toBe(mine)
        expect(mergedText(mergeTexts(base, theirs, theirs), [])).toBe(theirs)
        const hunks = mergeTexts(base, theirs, mine)
        const words = (text: string) => text.split(/\s+/).filter(Boolean)
        // nothing appears that none of them wrote
        const known = [base, theirs, mine].join('')
        for (const side of ['theirs', 'mine'] as const)
          for (const word of words(mergedText(hunks, all(side))))
            expect([...word].every((char) => known.includes(char))).toBe(true)
      }),
      { numRuns: share(300, 5_000) },
    )
  })
})

const saying = (texts: Record<string, string | null>): Draft => {
  const kept = Object.entries(texts).filter(([, text]) => text !== null)
  return {
    conversation: {
      messages: kept.map(([, content], i) => ({
        role: i % 2 ? ('assistant' as const) : ('user' as const),
        content,
      })),
    },
    messageIds: kept.map(([id]) => id),
  }
}
const texts = ({ conversation, messageIds }: Draft) =>
  messageIds.map((id, i) => `${id}=${conversation.messages[i]!.content}`).join(' ')
const base = saying({ m1: 'a', m2: 'b', m3: 'c' })

describe('drafts of two people', () => {
  const kinds = (theirs: Draft, mine: Draft) => questionsOf(base, theirs, mine).map(({ kind }) => kind)
  const merged = (theirs: Draft, mine: Draft, answer: Answer = 'mine') =>
    texts(mergeDrafts(base, theirs, mine, () => answer))

  test('different messages go together', () => {
    const [theirs, mine] = [saying({ m1: 'A', m2: 'b', m3: 'c' }), saying({ m1: 'a', m2: 'b', m3: 'C' })]
    expect(kinds(theirs, mine)).toEqual([])
    expect(merged(theirs, mine)).toBe('m1=A m2=b m3=C')
  })

  test('one text is a question', () => {
    const [theirs, mine] = [saying({ m1: 'a', m2: 'B', m3: 'c' }), saying({ m1: 'a', m2: 'bb', m3: 'c' })]
    expect(questionsOf(base, theirs, mine)).toEqual([
      {
        kind: 'text',
        key: 'm2:["content"]',
        messageId: 'm2',
        path: ['content'],
        base: 'b',
        theirs: 'B',
        mine: 'bb',
      },
    ])
    expect(merged(theirs, mine)).toBe('m1=a m2=bb m3=c')
    expect(merged(theirs, mine, 'theirs')).toBe('m1=a m2=B m3=c')
    expect(merged(theirs, mine, { text: 'x' })).toBe('m1=a m2=x m3=c')
  })

  test('a deleted message that the other rewrote is a question, whoever did which', () => {
    const [gone, rewritten] = [saying({ m1: 'a', m2: null, m3: 'c' }), saying({ m1: 'a', m2: 'B', m3: 'c' })]
    // roles are by place in these drafts
    gone.conversation.messages[1]!.role = 'user'
    expect(kinds(gone, rewritten)).toEqual(['deleted'])
    expect(merged(gone, rewritten, 'mine')).toBe('m1=a m2=B m3=c')
    expect(merged(gone, rewritten, 'theirs')).toBe('m1=a m3=c')
    expect(merged(rewritten, gone, 'mine')).toBe('m1=a m3=c')
    expect(merged(rewritten, gone, 'theirs')).toBe('m1=a m2=B m3=c')
  })

  test('a new message behind one that they deleted is a question', () => {
    const gone = saying({ m1: 'a', m2: null, m3: 'c' })
    gone.conversation.messages[1]!.role = 'user'
    const mine = applyEdit(base, {
      type: 'insert-message',
      messageId: 'x',
      afterId: 'm2',
      message: { role: 'user', content: 'new' },
    })
    expect(kinds(gone, mine)).toEqual(['stranded'])
    expect(merged(gone, mine)).toBe('m1=a x=new m3=c')
    expect(merged(gone, mine, 'theirs')).toBe('m1=a m3=c')
  })

  test('two orders are a question, one is none', () => {
    const move = (messageId: string, fromAfterId: string | null, toAfterId: string | null) =>
      applyEdit(base, { type: 'move-message', messageId, fromAfterId, toAfterId })
    const [first, last] = [move('m3', 'm2', null), move('m1', null, 'm3')]
    expect(kinds(first, base)).toEqual([])
    expect(merged(base, first)).toBe('m3=c m1=a m2=b')
    expect(kinds(first, move('m2', 'm1', null))).toEqual(['order'])
    expect(merged(last, move('m2', 'm1', null), 'theirs')).toBe('m2=b m3=c m1=a')
  })

  test('a preference example stays one', () => {
    const line =
      '{"input":{"messages":[{"role":"user","content":"Q"}]},"preferred_output":[{"role":"assistant","content":"A"}],"non_preferred_output":[{"role":"assistant","content":"B"}]}'
    const was: Draft = { conversation: conversationOf(line), messageIds: ['m1', 'm2', 'm3'] }
    const rewrite = (messageId: string): Draft =>
      applyEdit(was, { type: 'edit-text', messageId, path: ['content'], at: 0, remove: '', insert: 'x' })
    const [theirs, mine] = [rewrite('m2'), rewrite('m3')]
    const both = mergeDrafts(was, theirs, mine, () => 'mine')
    expect(applyEdits(theirs, editsBetween(theirs, both))).toEqual(both)
    expect(both.conversation.messages.map((m) => m.content)).toEqual(['Q', 'xA', 'xB'])
  })
})

test('the edits between two drafts lead from one to the other', () => {
  fc.assert(
    fc.property(wildConversation, drawing, fc.nat(5), (conversation, draw, count) => {
      const from: Draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
      let to = from
      for (let i = 0; i <= count; i++) to = applyEdit(to, drawEdit(to, draw))
      const after = applyEdits(from, editsBetween(from, to))
      expect(after).toEqual(to)
    }),
    { numRuns: share(300, 5_000) },
  )
})

test('what is no conflict merges without a question, to what the server makes of it', () => {
  let merged = 0
  fc.assert(
    fc.property(wildConversation, drawing, fc.nat(2), fc.nat(2), (conversation, draw, mine, theirs) => {
      const from: Draft = { conversation, messageIds: initialMessageIds(conversation.messages.length) }
      const made = (count: number) => {
        let now = from
        const edits: ConversationEdit[] = []
        for (let i = 0; i <= count; i++) {
          edits.push(drawEdit(now, draw))
          now = applyEdit(now, edits.at(-1)!)
        }
        return { edits, now }
      }
      const [a, b] = [made(mine), made(theirs)]
      const deletes = [...a.edits, ...b.edits].filter((e) => e.type === 'delete-message').length
      const moves = a.edits
        .concat(b.edits)
        .some((e) => e.type === 'move-message' || e.type === 'insert-message')
      if (conflict(a.edits, b.edits) || deletes >= conversation.messages.length || moves) return
      expect(questionsOf(from, b.now, a.now)).toEqual([])
      const stored = applyEdits(b.now, rebase(b.now, a.edits, b.edits))
      expect(mergeDrafts(from, b.now, a.now, () => 'mine')).toEqual(stored)
      merged++
    }),
    { numRuns: share(500, 5_000) },
  )
  expect(merged).toBeGreaterThan(0)
})
