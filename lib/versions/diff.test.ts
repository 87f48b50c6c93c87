import { expect, test } from 'vitest'
import { type DiffMember, diffCounts, diffMembers } from './diff'
import type { VersionCounts } from './schema'

async function* each(...rows: [number: number, revision: number, split: 'train' | 'test'][]) {
  for (const [number, revision, split] of rows) yield { number, revision, split } satisfies DiffMember
}

test('two versions differ by who came, who went, who changed and who moved', async () => {
  const before = each([1, 1, 'train'], [2, 1, 'train'], [3, 1, 'test'], [5, 2, 'train'])
  const after = each([2, 3, 'train'], [3, 1, 'train'], [4, 1, 'test'], [5, 2, 'train'], [9, 1, 'test'])
  expect(await diffMembers(before, after)).toEqual({
    counts: { in: 2, out: 1, changed: 1, moved: 1, same: 1 },
    in: [4, 9],
    out: [1],
    changed: [{ number: 2, from: 1, to: 3 }],
    moved: [{ number: 3, from: 'test', to: 'train' }],
  })
})

test('an empty version differs from every other', async () => {
  expect((await diffMembers(each(), each([1, 1, 'train']))).counts.in).toBe(1)
  expect((await diffMembers(each([1, 1, 'train']), each())).counts.out).toBe(1)
})

test('tags are told by name, with those that only one of both has', () => {
  const side = (tags: [string, number][]) => ({
    examples: 0,
    tags: tags.map(([tag, examples]) => ({ group: 'Outcome', tag, examples })),
    untagged: [{ group: 'Outcome', examples: 1 }],
    approvedBy: [],
  })
  const counts = (train: [string, number][], test: [string, number][]): VersionCounts => ({
    train: side(train),
    test: side(test),
  })
  expect(diffCounts(counts([['gone', 2]], [['stays', 1]]), counts([['stays', 3]], [['new', 4]]))).toEqual([
    { group: 'Outcome', tag: 'stays', before: 1, after: 3 },
    { group: 'Outcome', tag: null, before: 2, after: 2 },
    { group: 'Outcome', tag: 'new', before: 0, after: 4 },
    { group: 'Outcome', tag: 'gone', before: 2, after: 0 },
  ])
})
