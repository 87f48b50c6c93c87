import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdit } from '@/lib/conversations/edits'
import type { ConversationEdit, Draft } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { isConversationEdit } from '@/lib/examples/edit-kinds'
import type { Edit, SaveConflict } from '@/lib/examples/schema'
import { share } from '@/lib/testing/share'
import type { Waiting } from '../waiting'
import { askedOf, type Givens, resolution, withAll, withSide, withText } from './answers'
import { standoffOf } from './standoff'

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
const wait = (edits: Edit[], revision = 1): Waiting => ({ seq: 1, edits, trouble: null, revision })
/** Theirs is revision 2. */
const between = (base: Draft, theirs: Draft, waiting: Waiting[], collisions = ['text']) => {
  const line = { text: JSON.stringify(base.conversation), messageIds: base.messageIds }
  const conflict = { base: line, theirs: { revision: 2 }, collisions } as unknown as SaveConflict
  return standoffOf(conflict, theirs, waiting)
}
const texts = (draft: Draft, edits: Edit[] | null) =>
  (edits ?? [])
    .filter(isConversationEdit)
    .reduce(applyEdit, draft)
    .conversation.messages.map((message) => message.content)
const asides = (edits: Edit[] | null) =>
  (edits ?? []).flatMap((e) => (e.type === 'set-aside' ? [e.value] : []))

describe('a text that both changed', () => {
  const base = saying('Hi', 'The end')
  const theirs = saying('Hello', 'The good end')
  const standoff = between(base, theirs, [wait([typed('m2', 'The end', 'The bad end')])])
  const [asked] = askedOf(standoff, theirs)
  const choose = (side: 'theirs' | 'mine' | 'both') =>
    resolution(standoff, theirs, withSide(new Map(), asked!, 0, side))

  test('is open until it is chosen', () => {
    expect(resolution(standoff, theirs, new Map())).toBeNull()
  })

  test.each([
    ['mine', 'The bad end', []],
    ['theirs', 'The good end', ['The bad end']],
    ['both', 'The good bad end', ['The bad end']],
  ] as const)('%s: what isn’t chosen of mine is set aside', (side, text, aside) => {
    expect(texts(theirs, choose(side))).toEqual(['Hello', text])
    expect(asides(choose(side))).toEqual(aside)
  })

  test('written by hand it is what was written', () => {
    const chosen = resolution(standoff, theirs, withText(new Map(), asked!, 'The end.'))
    expect(texts(theirs, chosen)).toEqual(['Hello', 'The end.'])
    expect(asides(chosen)).toEqual(['The bad end'])
  })

  test('what was chosen is open again when I type on', () => {
    const givens = withSide(new Map(), asked!, 0, 'mine')
    const more = [wait([typed('m2', 'The end', 'The bad end'), typed('m2', 'The bad end', 'The bad end…')])]
    expect(resolution(between(base, theirs, more), theirs, givens)).toBeNull()
  })

  test('changes that don’t meet stand together at once, and nothing is set aside', () => {
    const apart = between(base, saying('Hi', 'An end'), [wait([typed('m2', 'The end', 'The end!')])])
    const edits = resolution(apart, saying('Hi', 'An end'), new Map())
    expect(texts(saying('Hi', 'An end'), edits)).toEqual(['Hi', 'An end!'])
    expect(asides(edits)).toEqual([])
  })
})

test('all theirs leaves what stands and sets mine aside; all mine writes my texts over theirs', () => {
  const [base, theirs] = [saying('Hi', 'Ok'), saying('Hello', 'Fine')]
  const standoff = between(base, theirs, [wait([typed('m1', 'Hi', 'Hey'), typed('m2', 'Ok', 'Yes')])])
  const all = (side: 'theirs' | 'mine') =>
    resolution(standoff, theirs, withAll(askedOf(standoff, theirs), side))
  expect(texts(theirs, all('theirs'))).toEqual(['Hello', 'Fine'])
  expect(asides(all('theirs'))).toEqual(['Hey', 'Yes'])
  expect(texts(theirs, all('mine'))).toEqual(['Hey', 'Yes'])
  expect(asides(all('mine'))).toEqual([])
})

test('what was done after the conflict was told was done on what the screen showed', () => {
  const [base, theirs] = [saying('Hi', 'Ok'), saying('Hello', 'Fine')]
  const early = wait([typed('m2', 'Ok', 'Yes')])
  const late = wait([typed('m1', 'Hello', 'Hello you'), typed('m2', 'Yes', 'Yes!')], 2)
  const standoff = between(base, theirs, [early, late])
  expect(askedOf(standoff, theirs).map((q) => q.key)).toEqual(['m2:["content"]'])
  const mine = resolution(standoff, theirs, withAll(askedOf(standoff, theirs), 'mine'))
  expect(texts(theirs, mine)).toEqual(['Hello you', 'Yes!'])
})

test('a text typed into nothing that is left is shown, and set aside', () => {
  const edit: Edit = {
    type: 'edit-text',
    messageId: 'm9',
    path: ['content'],
    at: 50,
    remove: '',
    insert: 'lost',
  }
  const standoff = between(saying('Hi'), saying('Hi'), [wait([edit])])
  expect(standoff.lost).toEqual([edit])
  expect(asides(resolution(standoff, saying('Hi'), new Map()))).toEqual(['lost'])
})

test('the same from both is no question; tags go along', () => {
  const tag: Edit = { type: 'add-tag', tagId: 'answer00', messageId: null }
  const standoff = between(saying('Hi'), saying('Hey'), [wait([typed('m1', 'Hi', 'Hey'), tag])])
  expect(askedOf(standoff, saying('Hey'))).toEqual([])
  expect(resolution(standoff, saying('Hey'), new Map())).toEqual([tag])
})

test('an approval of a text that changed is asked for again; not given, it is not sent', () => {
  const approve: Edit = { type: 'set-status', from: 'draft', to: 'approved' }
  const standoff = between(saying('Hi'), saying('Hey'), [wait([approve])], ['approval'])
  const asked = askedOf(standoff, saying('Hey'))
  expect(asked).toMatchObject([{ kind: 'state', key: 'approval' }])
  const chosen = (side: 'theirs' | 'mine'): Givens => withSide(new Map(), asked[0]!, 0, side)
  expect(resolution(standoff, saying('Hey'), chosen('theirs'))).toEqual([])
  expect(resolution(standoff, saying('Hey'), chosen('mine'))).toEqual([approve])
})

test('whatever both wrote: all mine is my text, all theirs is theirs with mine kept', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', ' '), maxLength: 8 })
  fc.assert(
    fc.property(text, text, fc.array(text, { minLength: 1, maxLength: 4 }), (start, stored, mine) => {
      const steps = mine.map((to, i) => typed('m2', mine[i - 1] ?? start, to))
      const theirs = saying('Hi', stored)
      const standoff = between(saying('Hi', start), theirs, [wait(steps)])
      const asked = askedOf(standoff, theirs)
      const end = mine.at(-1)!
      const [kept, given] = (['mine', 'theirs'] as const).map((s) =>
        resolution(standoff, theirs, withAll(asked, s)),
      )
      const untouched = end === start
      expect(texts(theirs, kept!)).toEqual(['Hi', untouched ? stored : end])
      if (stored === start) return
      expect(texts(theirs, given!)).toEqual(['Hi', stored])
      // nothing is set aside where all that I wrote stands in theirs too
      expect(untouched || stored === end ? [[]] : [[], [end]]).toContainEqual(asides(given!))
    }),
    { numRuns: share(200, 10_000) },
  )
})
