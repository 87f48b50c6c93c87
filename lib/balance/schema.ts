import { z } from 'zod'
import type { Side } from '@/lib/splits/schema'

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
  /** How often one example may stand in train at most. */
  maxCopies: z.number().int().min(1).max(mostCopies).default(3),
  /** Numbers of examples that stay whatever the order says, and of such that go out whatever it says. */
  keep: exceptions.default([]),
  leaveOut: exceptions.default([]),
})
export type BalanceRecipe = z.infer<typeof balanceRecipe>

/**
 * A tag in a plan. Counts are of the measure, but `leaveOut`, `repeat` and `write`, which are of examples. `after` is
 * with what is to be written. `tagId` null: examples of an exclusive group that hold none of its tags.
 */
export type BalanceRow = {
  groupId: string
  tagId: string | null
  before: number
  after: number
  min: number | null
  max: number | null
  leaveOut: number
  repeat: number
  write: number
  state: 'none' | 'within' | 'over' | 'under'
  /** The tag that keeps this one from its target. */
  blockedBy: string | null
}

export type WhyLeftOut = 'asked' | 'duplicate' | 'problems' | 'tokens' | 'seed'

/** What other ways to the same targets would take; null where a way leads nowhere. */
export type BalanceAdvice = {
  leaveOut: number | null
  write: number | null
  /** How often the most repeated example would stand in train. */
  copies: number | null
}

export type BalanceOutcome = {
  by: BalanceMeasure
  mode: BalanceMode
  /** In the measure. */
  before: number
  after: number
  leftOut: number
  repeats: number
  write: number
  rows: BalanceRow[]
  advice: BalanceAdvice
}

/** An example that a plan leaves out; `likeOf` names the one that it repeats, `alike` from 0 to 1. */
export type LeftOutRow = {
  number: number
  preview: string
  why: WhyLeftOut
  likeOf: number | null
  alike: number
}

/** A plan as the page shows it. */
export type BalancePlan = BalanceOutcome & {
  /** Examples that the recipe chooses, and how many of them go out. */
  total: number
  out: number
  /** Lines, repeats among them. */
  lines: Record<Side, number>
  trainedTokens: number
  /** Who goes out first first, from `offset` on. */
  leftOutRows: LeftOutRow[]
}
