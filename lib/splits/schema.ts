import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId } from '@/lib/examples/schema'
import { type Side, type SplitRule, sides } from './words'

export {
  type Side,
  type SplitRule,
  type SplitTwoRule,
  type SplitTwoSettings,
  sides,
} from './words'
export const side = z.enum(sides)

export const trainShare = z.number().min(0).max(1)
export const seed = z.number().int().min(0).max(2_147_483_647)

const splitOne = z.strictObject({
  rule: z.literal('split/1'),
  seed,
  trainShare,
  groupId: z.string().nullable(),
})
const splitTwo = z.strictObject({
  rule: z.literal('split/2'),
  seed,
  trainShare,
  validationShare: z.number().min(0).max(1),
  groupIds: z.array(z.string().min(1).max(200)).max(5),
  threshold: z.number().min(0.5).max(1),
})
export const splitRule = z.discriminatedUnion('rule', [splitOne, splitTwo])

/** `groupIds` may be names, as the command line has them. */
export const splitTwoSettings = splitTwo
  .omit({ rule: true })
  .refine(({ trainShare, validationShare }) => trainShare + validationShare <= 1 + 1e-9, {
    message: 'shares',
    path: ['validationShare'],
  })

/** `settings`: what the rule would give; left out, what the adopted one gives. `anew`: were all but pinned ones drawn anew. */
export const splitReportRequest = z.strictObject({
  settings: splitTwoSettings.optional(),
  anew: z.boolean().default(false),
})
export type SplitReportRequest = z.input<typeof splitReportRequest>
export const adoptRequest = z.strictObject({
  operationId,
  settings: splitTwoSettings,
  anew: z.boolean().default(false),
})
export type AdoptRequest = z.input<typeof adoptRequest>
export const splitRunParams = z.strictObject({ dataset: id, splitRun: id })
export const placeRequest = z.strictObject({ operationId })
export const splitRunAct = z.strictObject({ operationId })
/** Puts the whole group of an example on a side and pins it there; `side` null: it is pinned no more, and stays. */
export const moveRequest = z.strictObject({
  operationId,
  number: z.number().int().min(1).max(2_000_000_000),
  side: side.nullable(),
})
export type MoveRequest = z.infer<typeof moveRequest>
/** Says that a held example is no duplicate of what it is linked to on another side. */
export const acceptRequest = moveRequest.omit({ side: true })

/** `rule` null: nothing was exported yet. Counts leave out what is in the trash. */
export type SplitState = {
  rule: (SplitRule & { groupName: string | null }) | null
  counts: Record<Side | 'none', number>
}
