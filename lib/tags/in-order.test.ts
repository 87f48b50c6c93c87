import { expect, test } from 'vitest'
import { inOrder } from './in-order'

test('tags stand as their groups do, whatever the order of their ids', () => {
  const tags = new Map(['refusal', 'answer', 'returns'].map((id) => [id, { id }]))
  expect(inOrder(tags, ['returns', 'answer', 'gone', 'refusal']).map(({ id }) => id)).toEqual([
    'refusal',
    'answer',
    'returns',
  ])
})
