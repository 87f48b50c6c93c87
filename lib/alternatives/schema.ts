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
export type PairMade = { number: number; made: boolean; trashed: boolean }

/** What one step over many examples made; `next`: the number to go on behind, null at the end. */
export type PairsStep = { looked: number; made: number[]; count: number; there: number; next: number | null }

/** What stands beside the messages of an example. */
export type Beside = {
  /** Assistant messages that said something else when the example was last returned. */
  returned: { revision: number; messages: { messageId: string; text: string }[] } | null
  /** Numbers of the pairs that were made, by alternative and by message of what was returned. */
  pairs: { alternatives: Record<string, number>; returned: Record<string, number> }
}
