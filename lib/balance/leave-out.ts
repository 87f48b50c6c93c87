import { type BalanceGroup, classesOf, exactGroup, type TagTarget } from './groups'
import { bestFirst, betweenPauses, type Pause, type PlanMember } from './order'
import { capsAt, Picked } from './pick'
import { type Quotas, quotasOf } from './quotas'
import { relaxShares, type Share } from './range'
import type { BalanceMode } from './schema'

export type PlanRequest = {
  mode: BalanceMode
  /** Whether shares are of examples: then they are whole. */
  whole: boolean
  targets: readonly TagTarget[]
  groups: readonly BalanceGroup[]
  maxCopies: number
  keep: ReadonlySet<number>
  leaveOut: ReadonlySet<number>
  orderOf: (contentHash: string) => string
}

export type Missed = { tagId: string; blockedBy: string }

export type LeaveOutPlan = {
  /** For each member: 1 stays, 0 goes out. */
  stays: Uint8Array
  /** The classes of the group that is reached exactly, for each member; the last class holds none of its tags. */
  classes: Int32Array
  exact: BalanceGroup | null
  /** Places of the members, who goes out last first. */
  order: Int32Array
  missed: Missed[]
}

const mostRounds = 40

/**
 * Who goes out for the targets. The first group of which one tag applies is reached exactly, each of its tags to
 * within one unit; tags of other groups are caps on who stays, one after the other, as far as anything is left.
 * `growth` says how far each class can grow by repeats: a mix leaves out no more than those can't make up for.
 */
export async function planLeaveOut(
  members: readonly PlanMember[],
  request: PlanRequest,
  pause: Pause,
  growth: (member: PlanMember, at: number) => number = () => 0,
): Promise<LeaveOutPlan> {
  const { groups, targets, keep, leaveOut, mode } = request
  const exact = exactGroup(groups, targets)
  const classes = classesOf(members, exact)
  const order = await bestFirst(members, keep, request.orderOf, pause)
  const plan: LeaveOutPlan = { stays: new Uint8Array(members.length), classes, exact, order, missed: [] }
  const open = order.filter((i) => !leaveOut.has(members[i]!.number))
  if (mode === 'up' || mode === 'write') {
    for (const i of open) plan.stays[i] = 1
    return plan
  }
  const shares = sharesOf(members, open, plan, request, growth)
  const further = targets.filter(({ tagId }) => !exact?.tags.some(({ id }) => id === tagId))
  let best = await pick(members, open, plan, request, shares, [], pause)
  const accepted: TagTarget[] = []
  const blockerOf = (target: TagTarget, failed: Pick) =>
    (totalUnder(members, open, [target]) < 1 ? undefined : scarcest(exact, failed, best)) ?? target.tagId
  for (const target of further) {
    const next = await pick(members, open, plan, request, shares, [...accepted, target], pause)
    if (next.quotas.total >= 1 && next.missed.length <= best.missed.length) {
      accepted.push(target)
      best = next
    } else plan.missed.push({ tagId: target.tagId, blockedBy: blockerOf(target, next) })
  }
  plan.stays = best.stays
  plan.missed.unshift(...best.missed)
  return plan
}

/** The tag of the exact group that a failed pick had least of, against the one before it. */
function scarcest(exact: BalanceGroup | null, failed: Pick, before: Pick): string | undefined {
  const lost = (at: number) => before.quotas.amounts[at]! - failed.quotas.amounts[at]!
  return exact?.tags.map(({ id }, at) => ({ id, lost: lost(at) })).sort((a, b) => b.lost - a.lost)[0]?.id
}

function sharesOf(
  members: readonly PlanMember[],
  open: Int32Array,
  { classes, exact }: LeaveOutPlan,
  { targets, keep }: PlanRequest,
  growth: (member: PlanMember, at: number) => number,
): Share[] {
  const shares: Share[] = [...(exact?.tags ?? []), { id: '' }].map(({ id }) => {
    const target = targets.find(({ tagId }) => tagId === id)
    return { floor: 0, ceil: 0, now: 0, min: target?.min ?? 0, max: target?.max ?? 1 }
  })
  for (const i of open) {
    const share = shares[classes[i]!]!
    const { units, number } = members[i]!
    share.now += units
    share.ceil += units + growth(members[i]!, i)
    if (keep.has(number)) share.floor += units
  }
  return shares
}

type Pick = { stays: Uint8Array; quotas: Quotas; missed: Missed[] }

/** Takes the best of each class until its quota is full; where caps keep a class short, the others shrink with it. */
async function pick(
  members: readonly PlanMember[],
  open: Int32Array,
  { classes, exact }: LeaveOutPlan,
  { mode, whole, keep }: PlanRequest,
  from: readonly Share[],
  caps: readonly TagTarget[],
  pause: Pause,
): Promise<Pick> {
  let shares = [...from]
  const now = shares.reduce((sum, share) => sum + share.now, 0)
  const stays = new Uint8Array(members.length)
  const limit = totalUnder(members, open, caps)
  for (let round = 0; ; round++) {
    await pause()
    const relaxed = relaxShares(shares)
    const goal = mode === 'mix' ? now : relaxed.range.most
    const quotas = quotasOf(relaxed.shares, relaxed.range, Math.min(goal, limit), whole)
    const picked = new Picked(atMostNow(quotas, from), capsAt(caps, quotas.total, whole))
    stays.fill(0)
    for (const [done, i] of open.entries()) {
      if (done % betweenPauses === 0) await pause()
      if (keep.has(members[i]!.number)) picked.take(members[i]!, classes[i]!)
      else if (!picked.offer(members[i]!, classes[i]!)) continue
      stays[i] = 1
    }
    const missed = relaxed.missed.flatMap((at) => {
      const tagId = exact?.tags[at]?.id
      return tagId === undefined ? [] : [{ tagId, blockedBy: tagId }]
    })
    const isShort = (at: number) => picked.amounts[at]! + 1 <= Math.min(quotas.amounts[at]!, shares[at]!.now)
    const short = caps.length > 0 && shares.some((_, at) => isShort(at))
    if (!short || round === mostRounds || quotas.total < 1) return { stays, quotas, missed }
    shares = shares.map((share, at) =>
      isShort(at)
        ? { ...share, now: picked.amounts[at]!, ceil: Math.max(share.floor, picked.amounts[at]!) }
        : share,
    )
  }
}

const atMostNow = (quotas: Quotas, shares: readonly Share[]): Quotas => ({
  ...quotas,
  amounts: quotas.amounts.map((amount, at) => Math.min(amount, shares[at]!.now)),
})

/** The largest total that each cap alone would let out. */
function totalUnder(members: readonly PlanMember[], open: Int32Array, caps: readonly TagTarget[]): number {
  let most = Number.POSITIVE_INFINITY
  for (const { tagId, min, max } of caps) {
    let [held, others] = [0, 0]
    for (const i of open) {
      if (members[i]!.tagIds.includes(tagId)) held += members[i]!.units
      else others += members[i]!.units
    }
    if (max < 1) most = Math.min(most, others / (1 - max))
    if (min > 0) most = Math.min(most, held / min)
  }
  return most
}
