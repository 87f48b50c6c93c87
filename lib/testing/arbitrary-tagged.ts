import fc from 'fast-check'
import type { CountedExample } from '@/lib/distribution/schema'
import { statuses } from '@/lib/examples/schema'
import type { TaggedRow } from './tagged'

/** Tag ids by group: at most one of an exclusive group's at each place, any of an open one's. */
export type TagIds = { kind: 'exclusive' | 'open'; tagIds: string[] }[]

const heldAt = (groups: TagIds): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      ...groups.map(({ kind, tagIds }) =>
        kind === 'open'
          ? fc.subarray(tagIds)
          : fc.option(fc.constantFrom(...tagIds)).map((tagId) => (tagId === null ? [] : [tagId])),
      ),
    )
    .map((lists) => lists.flat())

/** Any example that tags and weights can make. */
export const anyTaggedRow = (groups: TagIds): fc.Arbitrary<Required<TaggedRow>> =>
  fc
    .array(fc.constantFrom<0 | 1 | null>(null, 1, 0), { minLength: 1, maxLength: 5 })
    .chain((weights) =>
      fc.record({
        status: fc.constantFrom(...statuses),
        trashed: fc.boolean(),
        weights: fc.constant(weights),
        messageIds: fc.constantFrom(
          weights.map((_, i) => `m${i + 1}`),
          weights.map((_, i) => `m${weights.length - i}`),
          weights.map((_, i) => `id${i}`),
        ),
        tags: fc.tuple(heldAt(groups), ...weights.map(() => heldAt(groups))),
      }),
    )
    .map(({ tags: [onExample, ...onMessages], ...row }) => ({
      ...row,
      tags: [
        ...onExample,
        ...onMessages.flatMap((held, i) => held.map((tagId) => `${tagId}@${row.messageIds[i]}`)),
      ],
    }))

/** What a chart should see of such a row. */
export function countedOf(row: Required<TaggedRow>): CountedExample {
  return {
    status: row.status,
    trashed: row.trashed,
    trainedMessageIds: row.messageIds.filter((_, i) => row.weights[i] === 1),
    tags: row.tags.map((tag) => {
      const [tagId = '', messageId = null] = tag.split('@')
      return { tagId, messageId }
    }),
  }
}
