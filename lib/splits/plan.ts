import { forEachIndex, groupMembers, type Pause, type SplitMember } from './groups'
import type { Side } from './schema'

export type SplitPlan = {
  /** For each member: 1 train, 2 test, 0 for one that is not selected and had no side. */
  sides: Uint8Array
  /** Members that got their side now, in the order of the rule: kept halfway, the rest comes out the same. */
  assigned: number[]
}

export const sideAt = (plan: SplitPlan, i: number): Side => (plan.sides[i] === 2 ? 'test' : 'train')

type Counts = Record<Side | 'total', number>
/** `smallest` has the smallest content hash; from `last`, `before` leads through the other members. */
type Group = { smallest: number; order: string; last: number }

/**
 * The rule `split/1`. Duplicates and one source key are a group. A member with a side keeps it; the others of its
 * group join it (both sides already there: train, and the export's gate speaks). Groups without a side go one by
 * one, in the order of `orderOf(smallest content hash)`, to the side most short in their strata, each stratum
 * measured against its own size. Depends on the members alone, not on their order.
 */
export async function planSplit(
  members: readonly SplitMember[],
  trainShare: number,
  orderOf: (contentHash: string) => string,
  pause: Pause,
): Promise<SplitPlan> {
  const plan: SplitPlan = { sides: new Uint8Array(members.length), assigned: [] }
  const roots = await groupMembers(members, pause)
  const taken = new Uint8Array(members.length)
  const strata = new Map<string, Counts>()
  const all: Counts = { train: 0, validation: 0, test: 0, total: 0 }
  const countsOf = (i: number): Counts[] => [...members[i]!.strata.map((s) => strata.get(s)!), all]

  await forEachIndex(members.length, pause, (i) => {
    const { side, selected } = members[i]!
    if (side) {
      plan.sides[i] = side === 'test' ? 2 : 1
      taken[roots[i]!]! |= side === 'test' ? 2 : 1
    }
    if (!selected) return
    for (const s of members[i]!.strata) {
      const counts = strata.get(s) ?? { train: 0, validation: 0, test: 0, total: 0 }
      strata.set(s, counts)
      counts.total += 1
      if (side) counts[side] += 1
    }
    all.total += 1
    if (side) all[side] += 1
  })

  const put = (i: number, side: Side) => {
    plan.sides[i] = side === 'test' ? 2 : 1
    plan.assigned.push(i)
    for (const counts of countsOf(i)) counts[side] += 1
  }
  await forEachIndex(members.length, pause, (i) => {
    const sides = taken[roots[i]!]!
    if (members[i]!.selected && !members[i]!.side && sides) put(i, sides === 2 ? 'test' : 'train')
  })

  const before = new Int32Array(members.length).fill(-1)
  const groups = await orderGroups(members, roots, (i) => taken[roots[i]!] === 0, before, orderOf, pause)
  await forEachIndex(groups.length, pause, (g) => {
    const own: number[] = []
    for (let i = groups[g]!.last; i >= 0; i = before[i]!) own.push(i)
    const touched = [...new Set(own.flatMap((i) => countsOf(i)))].filter((counts) => counts !== all)
    const lead = shortfall(touched, trainShare) || shortfall([all], trainShare)
    for (const i of own) put(i, lead >= 0 ? 'train' : 'test')
  })
  return plan
}

/** By how much train is shorter than test (below 0: test is), as shares of each stratum, summed. */
function shortfall(strata: Counts[], trainShare: number): number {
  const terms = strata.map(({ train, test, total }) => 2 * trainShare - 1 - (train - test) / total)
  // a fixed order of adding, so that the order in which strata were met can't tip a tie
  const sum = terms.sort((a, b) => a - b).reduce((total, term) => total + term, 0)
  return Math.abs(sum) < 1e-9 ? 0 : sum
}

/** Selected members without a side by group, in the order of the rule; fills `before`. */
async function orderGroups(
  members: readonly SplitMember[],
  roots: Int32Array,
  isFree: (i: number) => boolean,
  before: Int32Array,
  orderOf: (contentHash: string) => string,
  pause: Pause,
): Promise<Group[]> {
  const groups = new Map<number, Group>()
  await forEachIndex(members.length, pause, (i) => {
    if (!members[i]!.selected || !isFree(i)) return
    const group = groups.get(roots[i]!)
    if (!group) groups.set(roots[i]!, { smallest: i, order: '', last: i })
    else {
      before[i] = group.last
      group.last = i
      if (members[i]!.contentHash < members[group.smallest]!.contentHash) group.smallest = i
    }
  })
  // a shelf for each first character, so that no single sort is long
  const shelves = new Map<string, Group[]>()
  const list = [...groups.values()]
  await forEachIndex(list.length, pause, (g) => {
    const group = list[g]!
    group.order = orderOf(members[group.smallest]!.contentHash)
    const shelf = shelves.get(group.order[0]!)
    if (shelf) shelf.push(group)
    else shelves.set(group.order[0]!, [group])
  })
  const ordered: Group[] = []
  for (const [, shelf] of [...shelves].sort(([a], [b]) => (a < b ? -1 : 1))) {
    ordered.push(...shelf.sort((a, b) => (a.order < b.order ? -1 : 1)))
    await pause()
  }
  return ordered
}
