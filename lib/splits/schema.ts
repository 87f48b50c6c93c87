import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId } from '@/lib/examples/schema'
import { linkKinds, sides } from './words'

export { type LinkKind, linkKinds, type Side, sides } from './words'
export const side = z.enum(sides)

export const trainShare = z.number().min(0).max(1)
export const seed = z.number().int().min(0).max(2_147_483_647)

/** `groupId` names the tag group whose tags are the strata, null = no strata. */
const splitOne = z.strictObject({
  rule: z.literal('split/1'),
  seed,
  trainShare,
  groupId: z.string().nullable(),
})
export type SplitOneRule = z.infer<typeof splitOne>
/** The strata are the tags of each of `groupIds`; `threshold` is that of near-duplicates. The rest of the shares is test. */
const splitTwo = z.strictObject({
  rule: z.literal('split/2'),
  seed,
  trainShare,
  validationShare: z.number().min(0).max(1),
  groupIds: z.array(z.string().min(1).max(200)).max(5),
  threshold: z.number().min(0.5).max(1),
})
export type SplitTwoRule = z.infer<typeof splitTwo>
/** How examples come to their side. */
export const splitRule = z.discriminatedUnion('rule', [splitOne, splitTwo])
export type SplitRule = z.infer<typeof splitRule>

/** `groupIds` may be names, as the command line has them. */
export const splitTwoSettings = splitTwo
  .omit({ rule: true })
  .refine(({ trainShare, validationShare }) => trainShare + validationShare <= 1 + 1e-9, {
    message: 'shares',
    path: ['validationShare'],
  })
export type SplitTwoSettings = z.infer<typeof splitTwoSettings>

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

export const sideTotals = z.strictObject({ train: z.number(), validation: z.number(), test: z.number() })
export type SideTotals = z.infer<typeof sideTotals>
/** Why one is held: something of another side that it is linked to. */
export const heldLink = z.strictObject({
  number: z.number(),
  side: z.enum(sides),
  by: z.enum(linkKinds),
  alike: z.number().nullable(),
})
export type HeldLink = z.infer<typeof heldLink>
export const heldExample = z.strictObject({
  number: z.number(),
  preview: z.string(),
  status: z.string(),
  side: z
    .enum(sides)
    .nullable()
    .describe('The side it has and keeps while it is held; null for one that never had one.'),
  links: z.array(heldLink),
  canAccept: z
    .boolean()
    .describe(
      'Whether its links across can be told apart: no same content, source or large cluster is among them.',
    ),
  group: z.number().describe('How many examples would move with it.'),
})
export type HeldExample = z.infer<typeof heldExample>
export const closePair = z.strictObject({
  a: z.number(),
  b: z.number(),
  sideA: z.enum(sides),
  sideB: z.enum(sides),
  alike: z.number(),
})
export type ClosePair = z.infer<typeof closePair>
export const splitStratum = sideTotals.extend({
  groupId: z.string(),
  tagId: z.string().nullable(),
  total: z.number(),
  largest: z.number(),
})
export type SplitStratum = z.infer<typeof splitStratum>
/** `place`: what has no side gets one; `draw`: all but pinned ones get theirs anew; by hand an example and its group. */
export const splitRunKind = z.enum(['place', 'draw', 'move', 'unpin'])
export type SplitRunKind = z.infer<typeof splitRunKind>
export const splitRunRow = z.strictObject({
  id: z.string(),
  kind: splitRunKind,
  number: z.number().nullable(),
  side: z.enum(sides).nullable(),
  state: z
    .enum(['running', 'cancelling', 'done', 'failed', 'cancelled'])
    .describe('`cancelling`: what it gave is being taken back.'),
  written: z.number().describe('Of how many examples what they are given is kept so far.'),
  total: z.number(),
  placed: z
    .number()
    .describe('At the end: how many got a side, or were moved or unpinned, and how many are held.'),
  held: z.number(),
  message: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type SplitRunRow = z.infer<typeof splitRunRow>
export const splitRunList = z.strictObject({ runs: z.array(splitRunRow) })
export type SplitRunList = z.infer<typeof splitRunList>
export const splitReport = z.strictObject({
  rule: splitRule.nullable().describe('The rule that sides follow now, whatever was asked.'),
  settings: splitTwoSettings.describe('The rule that this report is of.'),
  counts: sideTotals
    .extend({ held: z.number(), none: z.number() })
    .describe(
      'Counts of examples that are neither in the trash nor excluded; `none` get a side when they are placed.',
    ),
  strata: z.array(splitStratum),
  wouldMove: z.number().describe('Examples that would change sides.'),
  held: z.array(heldExample).describe('At most 200 of each.'),
  pinned: z.array(z.strictObject({ number: z.number(), preview: z.string(), side: z.enum(sides) })),
  pinnedCount: z.number(),
  closest: z.array(closePair).describe('The most alike pairs on different sides, both in the files.'),
  compared: z
    .strictObject({ threshold: z.number(), due: z.number(), isOther: z.boolean() })
    .nullable()
    .describe(
      'By which threshold near-duplicates were looked for, whether the rule has another, and how much is due since.',
    ),
})
export type SplitReport = z.infer<typeof splitReport>

const named = { groupName: z.string().nullable() }
/** `rule` null: nothing was exported yet. Counts leave out what is in the trash. */
export const splitState = z.strictObject({
  rule: z.discriminatedUnion('rule', [splitOne.extend(named), splitTwo.extend(named)]).nullable(),
  counts: sideTotals.extend({ none: z.number() }),
})
export type SplitState = z.infer<typeof splitState>
export const acceptAnswer = z.strictObject({ id: z.string(), numbers: z.array(z.number()) })
export type AcceptAnswer = z.infer<typeof acceptAnswer>
