import type { BalanceGroup, TagTarget } from './groups'
import type { LeaveOutPlan, PlanRequest } from './leave-out'
import { betweenPauses, type Pause, type PlanMember } from './order'
import { quotasFor } from './quotas'
import type { Share } from './range'
import type { RepeatPlan } from './repeats'
import type { BalanceAdvice, BalanceMeasure, BalanceOutcome, BalanceRow } from './schema'

const unlimited = 1e12

/** Before and after of every tag, what it takes, and what other ways would take. */
export async function describePlan(
  members: readonly PlanMember[],
  request: PlanRequest,
  by: BalanceMeasure,
  plan: LeaveOutPlan,
  { copies, missed }: RepeatPlan,
  inTrain: (at: number) => boolean,
  pause: Pause,
): Promise<BalanceOutcome> {
  const { mode, groups, targets, whole } = request
  const total = { before: 0, after: 0, leftOut: 0, repeats: 0, unit: 1 }
  const sums = new Map<string, Sums>()
  const sumsOf = (key: string) => {
    const known = sums.get(key)
    if (known) return known
    const made: Sums = { before: 0, after: 0, examples: 0, train: 0, leaveOut: 0, repeat: 0 }
    sums.set(key, made)
    return made
  }
  const rowsOf = keysOf(groups)
  for (const [i, { units, tagIds }] of members.entries()) {
    if (i % betweenPauses === 0) await pause()
    const times = copies[i]!
    total.before += units
    total.after += times * units
    total.leftOut += times === 0 ? 1 : 0
    total.repeats += Math.max(0, times - 1)
    total.unit = Math.max(total.unit, units)
    for (const key of rowsOf(tagIds)) {
      const sum = sumsOf(key)
      sum.before += units
      sum.after += times * units
      sum.examples += 1
      // what is left out now would mostly be in train
      if (times === 0 || inTrain(i)) sum.train += units
      if (times === 0) sum.leaveOut += 1
      else sum.repeat += times - 1
    }
  }
  const exactRows = exactKeys(plan.exact).map((key) => ({
    key,
    sum: sumsOf(key),
    target: targetOf(key, targets),
  }))
  const average = total.before / Math.max(1, members.length)
  const written =
    mode === 'write' || mode === 'mix'
      ? writesFor(exactRows, (sum) => sum.after, whole)
      : new Map<string, number>()
  const exampleCount = (units: number, { before, examples }: Sums) =>
    Math.max(0, Math.ceil(units / (before > 0 ? before / examples : Math.max(1, average)) - 1e-9))
  const afterAll = total.after + [...written.values()].reduce((sum, units) => sum + units, 0)
  const rows: BalanceRow[] = groups.flatMap((group) =>
    [...group.tags.map(({ id }) => id), ...(group.kind === 'exclusive' ? [null] : [])].map((tagId) => {
      const sum = sumsOf(tagId ?? untagged(group.id))
      const target = tagId === null ? undefined : targetOf(tagId, targets)
      const more = written.get(tagId ?? untagged(group.id)) ?? 0
      const after = sum.after + more
      const state = stateOf(after, afterAll, target, whole ? 1 : total.unit)
      const isMissed = state === 'over' || state === 'under'
      return {
        groupId: group.id,
        tagId,
        before: sum.before,
        after,
        min: target?.min ?? null,
        max: target?.max ?? null,
        leaveOut: sum.leaveOut,
        repeat: sum.repeat,
        write: exampleCount(more, sum),
        state,
        blockedBy: isMissed ? (missed.find((one) => one.tagId === tagId)?.blockedBy ?? tagId) : null,
      }
    }),
  )
  nameScarce(rows, plan.exact)
  return {
    by,
    mode,
    before: total.before,
    after: afterAll,
    leftOut: total.leftOut,
    repeats: total.repeats,
    write: rows.reduce((sum, { write }) => sum + write, 0),
    rows,
    advice: adviceFor(exactRows, whole, exampleCount),
  }
}

/**
 * A tag that holds too much does so for want of another one of its group: one that has too little, else the largest,
 * which gave all that it can. Itself where nothing stands beside it.
 */
function nameScarce(rows: BalanceRow[], exact: BalanceGroup | null): void {
  const own = rows.filter(({ groupId, tagId }) => groupId === exact?.id && tagId !== null)
  const scarce = own.find(({ state }) => state === 'under')
  for (const row of own) {
    if (row.state !== 'over' || row.blockedBy !== row.tagId) continue
    const [largest] = own
      .filter((other) => other !== row && other.after > 0)
      .sort((a, b) => b.after - a.after)
    row.blockedBy = (scarce ?? largest ?? row).tagId
  }
}

type Sums = {
  before: number
  after: number
  examples: number
  train: number
  leaveOut: number
  repeat: number
}
type ExactRow = { key: string; sum: Sums; target: TagTarget | undefined }

const untagged = (groupId: string) => `${groupId}/`
const targetOf = (key: string, targets: readonly TagTarget[]) => targets.find(({ tagId }) => tagId === key)
const exactKeys = (exact: BalanceGroup | null) =>
  exact ? [...exact.tags.map(({ id }) => id), untagged(exact.id)] : []

/** Which rows an example with these tags counts in. */
function keysOf(groups: readonly BalanceGroup[]): (tagIds: readonly string[]) => readonly string[] {
  // most examples share a few lists of tags
  const known = new Map<readonly string[], readonly string[]>()
  return (tagIds) => {
    const found = known.get(tagIds)
    if (found) return found
    const keys = groups.flatMap((group) => {
      const own = group.tags.filter(({ id }) => tagIds.includes(id)).map(({ id }) => id)
      return own.length > 0 || group.kind === 'open' ? own : [untagged(group.id)]
    })
    known.set(tagIds, keys)
    return keys
  }
}

/** A target is reached within one unit: an example, or by tokens the longest of them. */
function stateOf(
  count: number,
  total: number,
  target: TagTarget | undefined,
  unit: number,
): BalanceRow['state'] {
  if (!target) return 'none'
  if (count >= target.max * total + unit - 1e-9 && count > target.max * total) return 'over'
  if (count <= target.min * total - unit + 1e-9 && count < target.min * total) return 'under'
  // nothing at all is no share of anything
  return total === 0 && target.min > 0 ? 'under' : 'within'
}

const sharesFor = (
  rows: readonly ExactRow[],
  bounds: (sum: Sums, isTag: boolean) => [number, number],
  nowOf: (sum: Sums) => number,
): Share[] =>
  rows.map(({ sum, target }, at) => {
    const [floor, ceil] = bounds(sum, at < rows.length - 1)
    return { floor, ceil, now: nowOf(sum), min: target?.min ?? 0, max: target?.max ?? 1 }
  })

/** What must come to what is there already; nobody writes an example without a tag. */
function writesFor(
  rows: readonly ExactRow[],
  nowOf: (sum: Sums) => number,
  whole: boolean,
): Map<string, number> {
  const shares = sharesFor(rows, (sum, isTag) => [nowOf(sum), isTag ? unlimited : nowOf(sum)], nowOf)
  const quotas = rows.length === 0 ? null : quotasFor(shares, 'least', whole)
  return new Map(
    quotas ? rows.map(({ key, sum }, at) => [key, Math.max(0, quotas.amounts[at]! - nowOf(sum))]) : [],
  )
}

function adviceFor(
  rows: readonly ExactRow[],
  whole: boolean,
  exampleCount: (units: number, sum: Sums) => number,
): BalanceAdvice {
  const before = (sum: Sums) => sum.before
  const down =
    rows.length === 0
      ? null
      : quotasFor(
          sharesFor(rows, (sum) => [0, sum.before], before),
          'most',
          whole,
        )
  const more = writesFor(rows, before, whole)
  const count = (unitsOf: (row: ExactRow, at: number) => number) =>
    rows.reduce((total, row, at) => total + exampleCount(unitsOf(row, at), row.sum), 0)
  const isRepeatable = rows.every(({ key, sum }) => sum.train > 0 || (more.get(key) ?? 0) === 0)
  return {
    leaveOut: down && down.total >= 1 ? count(({ sum }, at) => sum.before - down.amounts[at]!) : null,
    write: more.size > 0 ? count(({ key }) => more.get(key) ?? 0) : null,
    copies:
      more.size > 0 && isRepeatable
        ? Math.max(
            1,
            ...rows.map(({ key, sum }) =>
              Math.ceil(1 + (more.get(key) ?? 0) / Math.max(1, sum.train) - 1e-9),
            ),
          )
        : null,
  }
}
