import { expect, test } from 'vitest'
import { queryNameOf } from './query-name'
import type { TagGroup } from './schema'

const group = (name: string, ...tags: string[]) =>
  ({ name, tags: tags.map((tag) => ({ name: tag })) }) as unknown as TagGroup

test('a name that two groups share stands with its group, however it is written', () => {
  const kinds = group('kind', 'answer', 'Other')
  const topics = group('topic', 'billing', 'other')
  const nameIn = (g: TagGroup, at: number) => queryNameOf(g.tags[at]!, g, [kinds, topics])
  expect([nameIn(kinds, 0), nameIn(kinds, 1), nameIn(topics, 1)]).toEqual([
    'answer',
    'kind/Other',
    'topic/other',
  ])
})
