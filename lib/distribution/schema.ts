import { z } from 'zod'
import type { Status, TagOnExample } from '@/lib/examples/schema'
import { queryText } from '@/lib/query/schema'
import type { GroupKind } from '@/lib/tags/schema'

/** What is counted: examples, or the assistant messages that would be trained. */
export const distributionBy = z.enum(['examples', 'messages'])
export type DistributionBy = z.infer<typeof distributionBy>

export const distributionQuery = z.strictObject({
  q: queryText.default(''),
  by: distributionBy.default('examples'),
})
export type DistributionQuery = z.infer<typeof distributionQuery>

/** `total` of what is counted; in each group, what its tags hold of it and how much holds none of them. */
export type Distribution = {
  by: DistributionBy
  total: number
  groups: {
    groupId: string
    name: string
    kind: GroupKind
    untagged: number
    tags: { tagId: string; count: number }[]
  }[]
}

/** What a chart needs to know of an example; `trainedMessageIds` are its assistant messages of weight 1. */
export type CountedExample = {
  status: Status
  trashed: boolean
  trainedMessageIds: readonly string[]
  tags: readonly TagOnExample[]
}
