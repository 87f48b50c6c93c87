import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdit } from '@/lib/conversations/edits'
import type { ConversationEdit, Draft } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit } from '@/lib/examples/schema'
import { keepMine } from './keep-mine'

const saying = (...texts: string[]): Draft => ({
  conversation: {
    messages: texts.map((content, i) => ({
      role: i % 2 ? ('assistant' as const) : ('user' as const),
      content,
    })),
  },
  messageIds: texts.map((_, i) => `m${i + 1}`),
})
const typed = (messageId: string, from: string, to: string): ConversationEdit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  ...textEdit(from, to),
})
const textsAfter = (draft: Draft, edits: Edit[]) =>
  edits
    .filter(isConversationEdit)
    .reduce(applyEdit, draft)
    .conversation.messages.map((message) => message.content)

describe('keeping mine', () => {
  test('my text takes the place of theirs, and both are shown', () => {
    const base = saying('Hi', 'Ok')
    const { edits, texts } = keepMine(base, saying('Hi', 'Ok, theirs'), [typed('m2', 'Ok', 'Ok, mine')])
    expect(textsAfter(saying('Hi', 'Ok, theirs'), edits)).toEqual(['Hi', 'Ok, mine'])
    expect(texts).toMatchObject([{ theirs: 'Ok, theirs', mine: 'Ok, mine' }])
  })

  test('what I did not touch stays theirs', () => {
    const { edits, texts } = keepMine(saying('Hi', 'Ok'), saying('Hello', 'Fine'), [typed('m2', 'Ok', 'Yes')])
    expect(textsAfter(saying('Hello', 'Fine'), edits)).toEqual(['Hello', 'Yes'])
    expect(texts).toHaveLength(1)
  })

  test('the same text from both is no question', () => {
    expect(keepMine(saying('Hi', 'Ok'), saying('Hi', 'Yes'), [typed('m2', 'Ok', 'Yes')])).toEqual({
      edits: [],
      texts: [],
      fits: true,
    })
  })

  test('edits that were not made on this base change nothing; what was typed is shown', () => {
    const typing = textEdit('Ok', 'Okay then')
    const edit: Edit = { type: 'edit-text', messageId: 'm2', path: ['content'], ...typing, at: 50 }
    expect(keepMine(saying('Hi', 'Ok'), saying('Hi', 'Yes'), [edit])).toEqual({
      edits: [],
      texts: [{ key: '0', theirs: 'Yes', mine: typing.insert }],
      fits: false,
    })
  })

  test('a turn that they deleted takes my typing in it along, and nothing else', () => {
    const theirs: Draft = { ...saying('Hi'), messageIds: ['m1'] }
    const mine = [typed('m2', 'Ok', 'Yes'), typed('m1', 'Hi', 'Hey')]
    const { edits } = keepMine(saying('Hi', 'Ok'), theirs, mine)
    expect(textsAfter(theirs, edits)).toEqual(['Hey'])
  })

  test('weights are set where they still fit; tags and states always go along', () => {
    const weight: Edit = { type: 'set-weight', messageId: 'm2', from: null, to: 0 }
    const tag: Edit = { type: 'add-tag', tagId: 'answer', messageId: null }
    const status: Edit = { type: 'set-status', from: 'draft', to: 'in_review' }
    const gone: Draft = { ...saying('Hi'), messageIds: ['m1'] }
    const kept = (theirs: Draft) => keepMine(saying('Hi', 'Ok'), theirs, [weight, tag, status]).edits
    expect(kept(saying('Hello', 'Fine'))).toEqual([weight, tag, status])
    expect(kept(gone)).toEqual([tag, status])
  })

  test('whatever both wrote, it fits what is stored and my texts stand', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', ' '), maxLength: 8 })
    fc.assert(
      fc.property(text, text, fc.array(text, { minLength: 1, maxLength: 4 }), (start, theirs, mine) => {
        const steps = mine.map((to, i) => typed('m2', mine[i - 1] ?? start, to))
        const { edits } = keepMine(saying('Hi', start), saying('Hi', theirs), steps)
        expect(textsAfter(saying('Hi', theirs), edits)).toEqual(['Hi', mine.at(-1)])
      }),
    )
  })
})
