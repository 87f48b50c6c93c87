import { createHash } from 'node:crypto'
import { describePlan } from '@/lib/balance/describe'
import type { BalanceGroup } from '@/lib/balance/groups'
import { type PlanRequest, planLeaveOut } from '@/lib/balance/leave-out'
import type { PlanMember } from '@/lib/balance/order'
import { planRepeats } from '@/lib/balance/repeats'
import type { BalanceMeasure } from '@/lib/balance/schema'

export const groups: BalanceGroup[] = [
  {
    id: 'outcome',
    name: 'outcome',
    kind: 'exclusive',
    tags: [
      { id: 'answer', name: 'answer' },
      { id: 'refusal', name: 'refusal' },
      { id: 'clarify', name: 'clarification' },
    ],
  },
  {
    id: 'edge',
    name: 'edge',
    kind: 'open',
    tags: [
      { id: 'long', name: 'long' },
      { id: 'hostile', name: 'hostile' },
    ],
  },
]

/** An example of a plan. */
export const member = (number: number, tagIds: string[], more: Partial<PlanMember> = {}): PlanMember => ({
  number,
  contentHash: createHash('sha256').update(String(number)).digest('hex'),
  units: 1,
  tagIds,
  problems: 0,
  trainedTokens: 10,
  likeness: 0,
  ...more,
})

export const many = (count: number, from: number, tagIds: string[]) =>
  Array.from({ length: count }, (_, i) => member(from + i, tagIds))

const orderOf = (seed: number) => (hash: string) =>
  createHash('sha256').update(`${seed}:${hash}`).digest('binary')

export type Asked = Partial<Omit<PlanRequest, 'targets'>> & {
  targets: Record<string, number | [number, number]>
  by?: BalanceMeasure
  seed?: number
  inTrain?: (at: number) => boolean
}

/** A whole plan, as an export makes it. */
export async function plan(
  members: PlanMember[],
  { targets, by = 'examples', seed = 7, inTrain = () => true, ...more }: Asked,
) {
  const request: PlanRequest = {
    mode: 'down',
    whole: by === 'examples',
    groups,
    maxCopies: 3,
    keep: new Set(),
    leaveOut: new Set(),
    orderOf: orderOf(seed),
    targets: Object.entries(targets).map(([tagId, share]) => {
      const [min, max] = typeof share === 'number' ? [share, share] : share
      return { tagId, min, max }
    }),
    ...more,
  }
  const grown = (one: PlanMember, at: number) => (inTrain(at) ? (request.maxCopies - 1) * one.units : 0)
  const leaveOut = await planLeaveOut(members, request, noPause, request.mode === 'mix' ? grown : undefined)
  const repeats = await planRepeats(members, leaveOut, request, inTrain, noPause)
  const outcome = await describePlan(members, request, by, leaveOut, repeats, inTrain, noPause)
  const row = (tagId: string) => outcome.rows.find((one) => one.tagId === tagId)!
  return { ...outcome, row, copies: repeats.copies, order: leaveOut.order }
}

const noPause = async () => {}
