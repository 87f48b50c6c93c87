import { z } from 'zod'
import { sides } from '@/lib/splits/words'

/** How a plan reaches its targets; `write` and `mix` may ask for new examples, which the export can't hold yet. */
export const balanceModes = ['down', 'up', 'write', 'mix'] as const
export const balanceMode = z.enum(balanceModes)
export type BalanceMode = z.infer<typeof balanceMode>

/** What shares are of: examples, trained messages, trained tokens. */
export const balanceMeasures = ['examples', 'turns', 'tokens'] as const
export const balanceMeasure = z.enum(balanceMeasures)
export type BalanceMeasure = z.infer<typeof balanceMeasure>

const share = z.number().min(0).max(1)
/** `tag`: its id, its name, or `group/name`. */
export const balanceTarget = z
  .strictObject({ tag: z.string().min(1).max(200), min: share, max: share })
  .refine(({ min, max }) => min <= max)
export type BalanceTarget = z.infer<typeof balanceTarget>

export const mostTargets = 100
export const mostCopies = 20
export const mostExceptions = 5000
const exceptions = z.array(z.number().int().min(1).max(2_000_000_000)).max(mostExceptions)

/** The part of a recipe that brings what goes out to its targets; nothing stored changes. */
export const balanceRecipe = z.strictObject({
  mode: balanceMode.default('down'),
  by: balanceMeasure.default('examples'),
  targets: z.array(balanceTarget).max(mostTargets),
  maxCopies: z
    .number()
    .int()
    .min(1)
    .max(mostCopies)
    .default(3)
    .describe('How often one example may stand in train at most.'),
  keep: exceptions
    .default([])
    .describe(
      'Numbers of examples that stay whatever the order says, and of such that go out whatever it says.',
    ),
  leaveOut: exceptions.default([]),
})
export type BalanceRecipe = z.infer<typeof balanceRecipe>

/**
 * A tag in a plan. Counts are of the measure, but `leaveOut`, `repeat` and `write`, which are of examples. `after` is
 * with what is to be written. `tagId` null: examples of an exclusive group that hold none of its tags.
 */
export const balanceRow = z.strictObject({
  groupId: z.string(),
  tagId: z.string().nullable(),
  before: z.number(),
  after: z.number(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  leaveOut: z.number(),
  repeat: z.number(),
  write: z.number(),
  state: z.enum(['none', 'within', 'over', 'under']),
  blockedBy: z.string().nullable().describe('The tag that keeps this one from its target.'),
})
export type BalanceRow = z.infer<typeof balanceRow>

export const whyLeftOut = z.enum(['asked', 'duplicate', 'problems', 'tokens', 'seed'])
export type WhyLeftOut = z.infer<typeof whyLeftOut>

/** What other ways to the same targets would take; null where a way leads nowhere. */
export const balanceAdvice = z.strictObject({
  leaveOut: z.number().nullable(),
  write: z.number().nullable(),
  copies: z.number().nullable().describe('How often the most repeated example would stand in train.'),
})
export type BalanceAdvice = z.infer<typeof balanceAdvice>

export const balanceOutcome = z.strictObject({
  by: balanceMeasure,
  mode: balanceMode,
  before: z.number().describe('In the measure.'),
  after: z.number(),
  leftOut: z.number(),
  repeats: z.number(),
  write: z.number(),
  rows: z.array(balanceRow),
  advice: balanceAdvice,
})
export type BalanceOutcome = z.infer<typeof balanceOutcome>

/** An example that a plan leaves out; `likeOf` names the one that it repeats, `alike` from 0 to 1. */
export const leftOutRow = z.strictObject({
  number: z.number(),
  preview: z.string(),
  why: whyLeftOut,
  likeOf: z.number().nullable(),
  alike: z.number(),
})
export type LeftOutRow = z.infer<typeof leftOutRow>

/** A plan as the page shows it. */
export const balancePlan = balanceOutcome.extend({
  total: z.number().describe('Examples that the recipe chooses, and how many of them go out.'),
  out: z.number(),
  lines: z.record(z.enum(sides), z.number()).describe('Lines, repeats among them.'),
  trainedTokens: z.number(),
  leftOutRows: z.array(leftOutRow).describe('Who goes out first first, from `offset` on.'),
})
export type BalancePlan = z.infer<typeof balancePlan>
