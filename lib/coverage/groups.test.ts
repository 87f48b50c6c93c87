import { describe, expect, it } from 'vitest'
import type { TagGroupRow } from '@/lib/tags/schema'
import { groupsOfTable } from './groups'

const group = (id: string, name: string, ...tags: string[]) =>
  ({ id, name, kind: 'open', position: 0, tags: tags.map((tag) => ({ id: tag, name: tag })) }) as TagGroupRow
const outcome = group('outcome', 'outcome', 'answer', 'refusal')
const edges = group('edges', 'edge case', 'very long input', 'ambiguous')
const edgesKo = group('edges-ko', '예외 입력', '매우 긴 입력', '모호함')
const topics = group('topics', 'Topic', 'bills')
const topicsKo = group('topics-ko', '주제', '결제')
const none = { kindGroupId: null, topicGroupId: null }

describe('groupsOfTable', () => {
  it.each([
    ['by what their tags mean and their name', [outcome, edges, topics], none, 'edges', 'topics'],
    ['in Korean', [outcome, edgesKo, topicsKo], none, 'edges-ko', 'topics-ko'],
    ['no topics', [outcome, edges], none, 'edges', undefined],
    ['no kinds', [outcome, topics], none, undefined, 'topics'],
    [
      'chosen',
      [outcome, edges, topics],
      { kindGroupId: 'outcome', topicGroupId: 'edges' },
      'outcome',
      'edges',
    ],
    [
      'chosen ones that are gone',
      [edges, topics],
      { kindGroupId: 'x', topicGroupId: 'y' },
      'edges',
      'topics',
    ],
    [
      'one group is not both',
      [edges, topics],
      { kindGroupId: 'topics', topicGroupId: 'topics' },
      'topics',
      undefined,
    ],
  ])('%s', (_, groups, chosen, kinds, wanted) => {
    const found = groupsOfTable(groups, chosen)
    expect([found.kinds?.id, found.topics?.id]).toEqual([kinds, wanted])
  })
})
