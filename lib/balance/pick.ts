import type { TagTarget } from './groups'
import type { PlanMember } from './order'
import { type Quotas, wholeBounds } from './quotas'

/** What limits a pick beside the quotas: how much of a tag may go out, and how much without it. */
export type Cap = TagTarget & { most: number; mostWithout: number }

export const capsAt = (targets: readonly TagTarget[], total: number, whole: boolean): Cap[] =>
  targets.map((target) => {
    const [lo, hi] = whole ? wholeBounds(target, total) : [target.min * total, target.max * total]
    return { ...target, most: hi, mostWithout: total - lo }
  })

/** Counts what is picked by class, and with and without each capped tag. */
export class Picked {
  readonly amounts: number[]
  private readonly held: number[]
  private readonly others: number[]
  /** Where strict order ends: of a class whose next one did not fit, none further is taken. */
  private readonly closed: boolean[]

  constructor(
    private readonly quotas: Quotas,
    private readonly caps: readonly Cap[],
  ) {
    this.amounts = quotas.amounts.map(() => 0)
    this.closed = quotas.amounts.map(() => false)
    this.held = caps.map(() => 0)
    this.others = caps.map(() => 0)
  }

  /** Takes it where it brings its class nearer to the quota and no cap is passed. */
  offer(member: PlanMember, at: number): boolean {
    if (this.closed[at]) return false
    const { units, tagIds } = member
    if (this.amounts[at]! + units / 2 > this.quotas.amounts[at]! + 1e-9) {
      this.closed[at] = true
      return false
    }
    for (const [c, { tagId, most, mostWithout }] of this.caps.entries()) {
      const [now, limit] = tagIds.includes(tagId) ? [this.held[c]!, most] : [this.others[c]!, mostWithout]
      if (now + units / 2 > limit + 1e-9) return false
    }
    this.take(member, at)
    return true
  }

  take({ units, tagIds }: PlanMember, at: number): void {
    this.amounts[at]! += units
    for (const [c, { tagId }] of this.caps.entries()) {
      if (tagIds.includes(tagId)) this.held[c]! += units
      else this.others[c]! += units
    }
  }
}
