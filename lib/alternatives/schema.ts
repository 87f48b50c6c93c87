import { z } from 'zod'
import { bulkSelection } from '@/lib/bulk/schema'
import { messageId } from '@/lib/conversations/schema'
import { operationId } from '@/lib/examples/schema'

/**
 * What a pair is made of: an alternative against the text, or what stood there when the example was last returned
 * against what is approved, of one message or of all that differ.
 */
export const pairRequest = z.discriminatedUnion('from', [
  z.strictObject({ operationId, from: z.literal('alternative'), alternativeId: messageId }),
  z.strictObject({ operationId, from: z.literal('returned'), messageId: messageId.optional() }),
])
export type PairRequest = z.infer<typeof pairRequest>

/** The pairs of the next of these examples, from behind number `after` on; `dryRun` counts them. */
export const pairsRequest = z.strictObject({
  operationId,
  selection: bulkSelection,
  after: z.number().int().min(0).default(0),
  dryRun: z.boolean().default(false),
})
export type PairsRequest = z.infer<typeof pairsRequest>
/** What is asked for, before it has an operation id. */
export type PairWish = PairRequest extends infer R
  ? R extends unknown
    ? Omit<R, 'operationId'>
    : never
  : never

/** A pair that was asked for: made now, or there already, perhaps in the trash. */
export const pairMade = z.strictObject({ number: z.number(), made: z.boolean(), trashed: z.boolean() })
export type PairMade = z.infer<typeof pairMade>
export const pairsMade = z.strictObject({ pairs: z.array(pairMade) })
export type PairsMade = z.infer<typeof pairsMade>

/** What one step over many examples made; `next`: the number to go on behind, null at the end. */
export const pairsStep = z.strictObject({
  looked: z.number(),
  made: z.array(z.number()),
  count: z.number(),
  there: z.number(),
  next: z.number().nullable(),
})
export type PairsStep = z.infer<typeof pairsStep>

/** What stands beside the messages of an example. */
export const beside = z.strictObject({
  returned: z
    .strictObject({
      revision: z.number(),
      messages: z.array(z.strictObject({ messageId: z.string(), text: z.string() })),
    })
    .nullable()
    .describe('Assistant messages that said something else when the example was last returned.'),
  pairs: z
    .strictObject({
      alternatives: z.record(z.string(), z.number()),
      returned: z.record(z.string(), z.number()),
    })
    .describe('Numbers of the pairs that were made, by alternative and by message of what was returned.'),
})
export type Beside = z.infer<typeof beside>
