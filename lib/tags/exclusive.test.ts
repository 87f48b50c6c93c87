import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TagOnExample } from '@/lib/examples/schema'
import { leastUsedColor } from './colors'
import { tagsAfterAdd } from './exclusive'
import { isOrderOf, withKeys } from './order'
import { tagColors } from './schema'
import { starterTags } from './starter'

const groups = [
  { id: 'outcome', kind: 'exclusive' as const, tagIds: ['answer', 'refusal', 'question'] },
  { id: 'edge', kind: 'open' as const, tagIds: ['long', 'odd'] },
]
const on = (tagId: string, messageId: string | null = null): TagOnExample => ({ tagId, messageId })

describe('adding a tag', () => {
  test.each<[string, TagOnExample[], TagOnExample, TagOnExample[], TagOnExample[]]>([
    ['puts it there', [], on('answer'), [], [on('answer')]],
    [
      'of an exclusive group displaces the other',
      [on('answer')],
      on('refusal'),
      [on('answer')],
      [on('refusal')],
    ],
    ['leaves other places alone', [on('answer', 'm2')], on('refusal'), [], [on('refusal')]],
    [
      'on a message, too',
      [on('answer', 'm2'), on('answer')],
      on('refusal', 'm2'),
      [on('answer', 'm2')],
      [on('refusal', 'm2')],
    ],
    ['of an open group displaces nothing', [on('long'), on('answer')], on('odd'), [], [on('odd')]],
    ['that is there changes nothing', [on('answer')], on('answer'), [], []],
    ['that no group holds changes nothing', [on('answer')], on('gone'), [], []],
  ])('%s', (_, current, add, removed, added) => {
    expect(tagsAfterAdd(current, add, groups)).toEqual({ removed, added })
  })

  test('never leaves two of an exclusive group at one place, and touches no other place', () => {
    const tag = fc.record({
      tagId: fc.constantFrom('answer', 'refusal', 'question', 'long', 'odd'),
      messageId: fc.constantFrom(null, 'm1', 'm2'),
    })
    fc.assert(
      fc.property(fc.array(tag), (adds) => {
        let current: TagOnExample[] = []
        for (const add of adds) {
          const { removed, added } = tagsAfterAdd(current, add, groups)
          expect(removed.every((gone) => current.includes(gone) && gone.messageId === add.messageId)).toBe(
            true,
          )
          current = [...current.filter((t) => !removed.includes(t)), ...added]
          expect(current).toContainEqual(add)
        }
        for (const place of [null, 'm1', 'm2']) {
          const outcomes = current.filter((t) => t.messageId === place && groups[0]!.tagIds.includes(t.tagId))
          expect(outcomes.length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

describe('digit keys', () => {
  test('are 1 to 9 over all groups, and none beyond', () => {
    const tag = {
      groupId: 'g',
      name: '',
      color: 'blue' as const,
      description: '',
      position: 0,
      targetMin: null,
      targetMax: null,
    }
    const group = (id: string, count: number) => ({
      id,
      name: id,
      kind: 'open' as const,
      position: 0,
      tags: Array.from({ length: count }, (_, i) => ({ ...tag, id: `${id}${i}` })),
    })
    const keyed = withKeys([group('a', 4), group('b', 0), group('c', 7)])
    expect(keyed.flatMap((g) => g.tags.map((t) => t.key)).join(' ')).toBe('1 2 3 4 5 6 7 8 9  ')
    expect(keyed[2]?.tags[5]?.key).toBeNull()
  })
})

test.each([
  [['a', 'b'], ['b', 'a'], true],
  [['a'], ['b', 'a'], false],
  [['a', 'a'], ['a', 'b'], false],
  [['a', 'b', 'c'], ['a', 'b'], false],
])('%j puts %j in order: %s', (wanted, now, expected) => {
  expect(isOrderOf(wanted, now)).toBe(expected)
})

test('a new tag gets the colour used least', () => {
  expect(leastUsedColor([])).toBe('blue')
  expect(leastUsedColor(['blue', 'orange', 'blue'])).toBe('violet')
  expect(leastUsedColor([...tagColors, ...tagColors.slice(0, 4)])).toBe('magenta')
})

test('starter tags say the same in both languages, each in its own words', () => {
  const [en, ko] = [starterTags('en'), starterTags('ko')]
  expect(ko.map((g) => [g.slug, g.kind, g.tags.map((t) => [t.slug, t.color])])).toEqual(
    en.map((g) => [g.slug, g.kind, g.tags.map((t) => [t.slug, t.color])]),
  )
  for (const group of ko)
    for (const { name, description } of [{ ...group, description: '한' }, ...group.tags]) {
      expect(name).toMatch(/^[가-힣 ]+$/)
      expect(description).toMatch(/[가-힣]/)
    }
  expect(en.flatMap((g) => g.tags.map((t) => `${g.name}/${t.name}`))).toEqual(
    en.flatMap((g) => g.tags.map((t) => `${g.slug}/${t.slug}`)),
  )
})
