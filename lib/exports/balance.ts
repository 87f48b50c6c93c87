import { describePlan } from '@/lib/balance/describe'
import { readTargets, type TagTarget } from '@/lib/balance/groups'
import { type LeaveOutPlan, type PlanRequest, planLeaveOut } from '@/lib/balance/leave-out'
import { type PlanMember, whyLeftOut } from '@/lib/balance/order'
import { planRepeats } from '@/lib/balance/repeats'
import type { BalanceMeasure, BalanceOutcome, BalanceRecipe, WhyLeftOut } from '@/lib/balance/schema'
import { AppError } from '@/lib/result/app-error'
import type { Side } from '@/lib/splits/schema'
import type { Chosen } from './choose'
import type { NamedGroup, Reader } from './reader'
import type { Recipe } from './schema'
import { findTwins, type Twin } from './twins'

export type LeftOut = { example: Chosen; why: WhyLeftOut; likeOf: number | null; alike: number }

/** Who of the chosen goes out, and, once they have sides, how often. */
export type Balanced = {
  kept: Chosen[]
  /** Who goes out last first. */
  leftOut: LeftOut[]
  /** How often each of `kept` goes out, and what became of the shares. */
  repeat(sideOf: (index: number) => Side): Promise<{ copies: Uint8Array; outcome: BalanceOutcome | null }>
}

/**
 * Leaves out for the recipe's balance plan; without one nothing.
 * @throws AppError `invalid` `noSuchTag`
 */
export async function balanceChosen(
  reader: Reader,
  datasetId: string,
  chosen: Chosen[],
  groups: NamedGroup[],
  recipe: Recipe,
  orderOf: (contentHash: string) => string,
): Promise<Balanced> {
  const { balance } = recipe
  if (!balance)
    return {
      kept: chosen,
      leftOut: [],
      repeat: async () => ({ copies: new Uint8Array(chosen.length).fill(1), outcome: null }),
    }
  const twins = await findTwins(reader, datasetId, chosen)
  const members = chosen.map((example) => memberOf(example, balance.by, twins))
  const request = requestOf(balance, requireTargets(groups, balance), groups, orderOf)
  // of an example without a side only the chance is known that it comes to train
  const inTrainShare = ({ side }: Chosen) => (side === null ? recipe.trainShare : side === 'train' ? 1 : 0)
  const growth = ({ units }: PlanMember, at: number) =>
    Math.floor(units * (balance.maxCopies - 1) * inTrainShare(chosen[at]!))
  const plan = await planLeaveOut(members, request, reader.pause, balance.mode === 'mix' ? growth : undefined)
  const places = Int32Array.from(chosen.keys()).filter((at) => plan.stays[at] === 1)
  const placeInKept = new Map<number, number>()
  places.forEach((at, index) => {
    placeInKept.set(at, index)
  })
  return {
    kept: [...places].map((at) => chosen[at]!),
    leftOut: listLeftOut(chosen, members, plan, balance, twins),
    repeat: async (sideOf) => {
      const inTrain = (at: number) => {
        const index = placeInKept.get(at)
        return index !== undefined && sideOf(index) === 'train'
      }
      const repeats = await planRepeats(members, plan, request, inTrain, reader.pause)
      return {
        copies: Uint8Array.from(places, (at) => repeats.copies[at]!),
        outcome: await describePlan(members, request, balance.by, plan, repeats, inTrain, reader.pause),
      }
    },
  }
}

/** @throws AppError `invalid` `noSuchTag` */
export function requireTargets(groups: readonly NamedGroup[], { targets }: BalanceRecipe): TagTarget[] {
  const read = readTargets(groups, targets)
  if (read.unknown.length > 0)
    throw new AppError('invalid', 'noSuchTag', { params: { tag: read.unknown[0]! } })
  return read.targets
}

function memberOf(example: Chosen, by: BalanceMeasure, twins: ReadonlyMap<number, Twin>): PlanMember {
  const { number, contentHash, tagIds, problems, trainedTurns, trainedTokens } = example
  const units = { examples: 1, turns: trainedTurns, tokens: trainedTokens }[by]
  const likeness = twins.get(number)?.alike ?? 0
  const open = problems === '' ? 0 : problems.split(' ').length
  return { number, contentHash, units, tagIds, problems: open, trainedTokens, likeness }
}

const requestOf = (
  balance: BalanceRecipe,
  targets: TagTarget[],
  groups: NamedGroup[],
  orderOf: (contentHash: string) => string,
): PlanRequest => ({
  mode: balance.mode,
  whole: balance.by === 'examples',
  targets,
  groups,
  maxCopies: balance.maxCopies,
  keep: new Set(balance.keep),
  leaveOut: new Set(balance.leaveOut),
  orderOf,
})

function listLeftOut(
  chosen: readonly Chosen[],
  members: readonly PlanMember[],
  { order, stays, classes }: LeaveOutPlan,
  { leaveOut }: BalanceRecipe,
  twins: ReadonlyMap<number, Twin>,
): LeftOut[] {
  const edges = new Map<number, PlanMember>()
  for (const at of order) if (stays[at] === 1) edges.set(classes[at]!, members[at]!)
  const asked = new Set(leaveOut)
  const list: LeftOut[] = []
  for (const at of order) {
    if (stays[at] === 1) continue
    const example = chosen[at]!
    const why = asked.has(example.number) ? 'asked' : whyLeftOut(members[at]!, edges.get(classes[at]!))
    list.push({
      example,
      why,
      likeOf: twins.get(example.number)?.of ?? null,
      alike: twins.get(example.number)?.alike ?? 0,
    })
  }
  return list
}
