import { expect, test } from 'vitest'
import type { HeavyRow } from './reader'
import { lineSource, tagNames } from './sidecar'

const names = tagNames([
  {
    id: 'g1',
    name: 'Outcome',
    kind: 'exclusive',
    tags: [
      { id: 't1', name: 'answer', color: 'blue' },
      { id: 't2', name: 'refusal', color: 'orange' },
    ],
  },
  { id: 'g2', name: 'Edge case', kind: 'open', tags: [{ id: 't3', name: 'ambiguous', color: 'grey' }] },
])
const row: HeavyRow = {
  id: 9,
  number: 412,
  revision: 7,
  status: 'draft',
  approvedRevision: null,
  approvedById: null,
  problems: '',
  turns: 3,
  messageIds: null,
  text: Buffer.from('{}'),
}

test('tags stand in their order, and tags of messages beside their place', () => {
  const placed = [
    { exampleId: 9, tagId: 't3', messageId: null },
    { exampleId: 9, tagId: 't1', messageId: null },
    { exampleId: 9, tagId: 't2', messageId: 'm3' },
    { exampleId: 9, tagId: 'deleted', messageId: null },
  ]
  expect(lineSource(5, row, placed, names)).toEqual({
    line: 5,
    example: 412,
    revision: 7,
    status: 'draft',
    tags: ['Outcome/answer', 'Edge case/ambiguous'],
    messageTags: [{ message: 2, tags: ['Outcome/refusal'] }],
  })
})

test('says which revision was approved by whom, only while the approval stands', () => {
  const approved = { ...row, approvedRevision: 5, approvedById: 'user1' }
  expect(lineSource(1, { ...approved, status: 'approved' }, [], names).approved).toEqual({
    revision: 5,
    by: 'user1',
  })
  expect(lineSource(1, { ...approved, status: 'in_review' }, [], names).approved).toBeUndefined()
})
