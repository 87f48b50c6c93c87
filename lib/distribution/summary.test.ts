import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '@/lib/conversations/schema'
import { anyTaggedRow, countedOf } from '@/lib/testing/arbitrary-tagged'
import { countedExample } from './counted'
import type { CountedExample, Distribution } from './schema'
import { applyChange, distributionOf } from './summary'

const groups = [
  { id: 'outcome', name: 'outcome', kind: 'exclusive' as const, tags: [{ id: 'answer' }, { id: 'refusal' }] },
  { id: 'edge', name: 'edge case', kind: 'open' as const, tags: [{ id: 'long' }, { id: 'odd' }] },
]

/** `answer odd@m2 [m2 m4]`: tags, and the trained messages in brackets. */
function example(text: string, more: Partial<CountedExample> = {}): CountedExample {
  const [tags = '', trained = ''] = text.split('[')
  return {
    status: 'draft',
    trashed: false,
    trainedMessageIds: trained.replace(']', '').split(' ').filter(Boolean),
    tags: tags
      .split(' ')
      .filter(Boolean)
      .map((tag) => {
        const [tagId = '', messageId = null] = tag.split('@')
        return { tagId, messageId }
      }),
    ...more,
  }
}
/** `answer 1, refusal 0, untagged 2 | long …` */
const shown = (distribution: Distribution) =>
  distribution.groups
    .map((group) =>
      [...group.tags.map((tag) => `${tag.tagId} ${tag.count}`), `untagged ${group.untagged}`].join(', '),
    )
    .join(' | ')

describe('the distribution', () => {
  test.each<[string, CountedExample[], number, string]>([
    ['nothing', [], 0, 'answer 0, refusal 0, untagged 0 | long 0, odd 0, untagged 0'],
    [
      'each example under its own tag',
      [example('answer odd'), example('refusal'), example('')],
      3,
      'answer 1, refusal 1, untagged 1 | long 0, odd 1, untagged 2',
    ],
    [
      'an exclusive tag on a message says nothing of the example, an open one does',
      [example('answer refusal@m2 odd@m1 odd@m2 [m2]'), example('refusal@m2 [m2]')],
      2,
      'answer 1, refusal 0, untagged 1 | long 0, odd 1, untagged 1',
    ],
    [
      'not what is excluded or in the trash',
      [example('answer', { status: 'excluded' }), example('answer', { trashed: true }), example('answer')],
      1,
      'answer 1, refusal 0, untagged 0 | long 0, odd 0, untagged 1',
    ],
    [
      'no tag of no group',
      [example('gone')],
      1,
      'answer 0, refusal 0, untagged 1 | long 0, odd 0, untagged 1',
    ],
  ])('by examples counts %s', (_, examples, total, expected) => {
    const distribution = distributionOf(examples, groups, 'examples')
    expect(distribution.total).toBe(total)
    expect(shown(distribution)).toBe(expected)
  })

  test.each<[string, CountedExample[], number, string]>([
    [
      'under the own tag of a message, else its example’s, else untagged',
      [example('answer refusal@m2 [m2 m4 m6]'), example('refusal@m2 [m2 m4]')],
      5,
      'answer 2, refusal 2, untagged 1 | long 0, odd 0, untagged 5',
    ],
    [
      'an open tag where the message or its example has it, once',
      [example('odd odd@m2 long@m2 [m2 m4]'), example('odd@m2 [m2 m4]')],
      4,
      'answer 0, refusal 0, untagged 4 | long 1, odd 3, untagged 1',
    ],
    [
      'tags of untrained messages nowhere',
      [example('refusal@m1 odd@m1 odd@m4 [m2]')],
      1,
      'answer 0, refusal 0, untagged 1 | long 0, odd 0, untagged 1',
    ],
    [
      'examples without trained messages not at all',
      [example('answer []')],
      0,
      'answer 0, refusal 0, untagged 0 | long 0, odd 0, untagged 0',
    ],
  ])('by messages counts %s', (_, examples, total, expected) => {
    const distribution = distributionOf(examples, groups, 'messages')
    expect(distribution.total).toBe(total)
    expect(shown(distribution)).toBe(expected)
  })

  const rows = anyTaggedRow(groups.map(({ kind, tags }) => ({ kind, tagIds: tags.map((tag) => tag.id) })))
  const by = fc.constantFrom('examples' as const, 'messages' as const)

  test('of an exclusive group adds up to the total', () => {
    fc.assert(
      fc.property(fc.array(rows), by, (all, by) => {
        const { total, groups: counted } = distributionOf(all.map(countedOf), groups, by)
        const [outcome, edge] = counted
        const sum = outcome!.tags.reduce((n, tag) => n + tag.count, outcome!.untagged)
        expect(sum).toBe(total)
        for (const tag of edge!.tags) expect(tag.count).toBeLessThanOrEqual(total - edge!.untagged)
      }),
    )
  })

  test('after a change is what counting anew gives', () => {
    fc.assert(
      fc.property(fc.array(rows), fc.option(rows), fc.option(rows), by, (others, before, after, by) => {
        const [was, is] = [before && countedOf(before), after && countedOf(after)]
        const rest = others.map(countedOf)
        const now = distributionOf([...rest, ...(was ? [was] : [])], groups, by)
        expect(applyChange(now, was, is)).toEqual(distributionOf([...rest, ...(is ? [is] : [])], groups, by))
      }),
    )
  })
})

test('an example as the editor holds it counts with its assistant messages of weight 1', () => {
  const messages: Message[] = [
    { role: 'user' as const, content: 'Hi', weight: 1 },
    { role: 'assistant' as const, content: 'One moment', weight: 0 },
    { role: 'assistant' as const, content: 'Hello' },
  ]
  const state = { status: 'draft' as const, trashed: false, tags: [{ tagId: 'answer', messageId: 'm9' }] }
  expect(countedExample({ conversation: { messages }, messageIds: ['m1', 'm2', 'm9'] }, state)).toEqual({
    ...state,
    trainedMessageIds: ['m9'],
  })
})
