import { z } from 'zod'
import type { Status, TagOnExample } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import { groupKind } from '@/lib/tags/schema'

/** What is counted: examples, or the assistant messages that would be trained. */
export const distributionBy = z.enum(['examples', 'messages'])
export type DistributionBy = z.infer<typeof distributionBy>

export const distributionQuery = z.strictObject({
  q: queryText.default(''),
  by: distributionBy.default('examples'),
})
export type DistributionQuery = z.infer<typeof distributionQuery>

/** `total` of what is counted; in each group, what its tags hold of it and how much holds none of them. */
export const distribution = z.strictObject({
  by: distributionBy,
  total: z.number(),
  groups: z.array(
    z.strictObject({
      groupId: z.string(),
      name: z.string(),
      kind: groupKind,
      untagged: z.number(),
      tags: z.array(z.strictObject({ tagId: z.string(), count: z.number() })),
    }),
  ),
})
export type Distribution = z.infer<typeof distribution>

/** What a chart needs to know of an example; `trainedMessageIds` are its assistant messages of weight 1. */
export type CountedExample = {
  status: Status
  trashed: boolean
  trainedMessageIds: readonly string[]
  tags: readonly TagOnExample[]
}
