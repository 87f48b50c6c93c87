import { forEachIndex, type Pause } from './groups'
import { conflictsOf, type Links, linkedGroups } from './links'
import { type Side, sides } from './schema'

/** One example as `split/2` sees it. */
export type SplitTwoMember = {
  contentHash: string
  sourceKey: string | null
  /** A place in each tag group that counts; never empty. */
  strata: readonly string[]
  side: Side | null
  /** Put on its side by hand: drawing anew leaves it there. */
  isPinned: boolean
  isHeld: boolean
  /** Whether it may get a side: neither in the trash nor excluded. */
  isOpen: boolean
  /** When what it is compared by was noted last: of two that came to straddle, the later one is held. */
  changedAt: number
}

export type Shares = Record<Side, number>

export type SplitTwoPlan = {
  /** For each member: 0 none, else the place of its side in `sides`, from 1. */
  sides: Uint8Array
  /** 1: it is in no file, since it is linked to more than one side. */
  held: Uint8Array
  /** Members that got their side now, in the order of the rule: kept halfway, the rest comes out the same. */
  assigned: number[]
}

export const plannedSide = (plan: SplitTwoPlan, i: number): Side | null => sides[plan.sides[i]! - 1] ?? null

type Counts = { total: number; on: number[] }

/**
 * The rule `split/2`. Linked are examples of the same content, of one source key, near-duplicates and copies. One with a
 * side keeps it; of those with a side that straddle, the later ones are held, until nothing links them across. What has
 * none takes the side that it is linked to; linked to several, it is held. Groups without a side go one by one, in the
 * order of `orderOf(smallest content hash)`, to the side most short in their strata, each measured against its own size.
 * Depends on the members alone, not on their order.
 */
export async function planSplitTwo(
  members: readonly SplitTwoMember[],
  links: Links,
  shares: Shares,
  orderOf: (contentHash: string) => string,
  pause: Pause,
): Promise<SplitTwoPlan> {
  const plan: SplitTwoPlan = {
    sides: new Uint8Array(members.length),
    held: await conflictsOf(members, links, pause),
    assigned: [],
  }
  const groups = await linkedGroups(members, links, pause)
  const strata = new Map<string, Counts>()
  const all: Counts = { total: 0, on: sides.map(() => 0) }
  const countsOf = (i: number): Counts[] => [...members[i]!.strata.map((s) => strata.get(s)!), all]
  const put = (i: number, side: number) => {
    plan.sides[i] = side + 1
    for (const counts of countsOf(i)) counts.on[side]! += 1
  }

  for (const { members: own, reach } of groups) if (isAcross(reach)) for (const i of own) plan.held[i] = 1
  await forEachIndex(members.length, pause, (i) => {
    const { side, isOpen, strata: own } = members[i]!
    if (isOpen && !plan.held[i])
      for (const counts of [...own.map((s) => strata.get(s) ?? addTo(strata, s)), all]) counts.total += 1
    if (!side) return
    if (isOpen && !plan.held[i]) put(i, sides.indexOf(side))
    else plan.sides[i] = sides.indexOf(side) + 1
  })
  const give = (own: readonly number[], side: number) => {
    for (const i of own) {
      put(i, side)
      plan.assigned.push(i)
    }
  }
  const ordered = await inOrder(members, groups, orderOf, pause)
  for (const group of ordered)
    if (group.reach && !isAcross(group.reach)) give(group.members, sideOf(group.reach))
  const drawn = ordered.filter(({ reach }) => reach === 0)
  const wanted = sides.flatMap((side, s) => (shares[side] > 0 ? [s] : []))
  await forEachIndex(drawn.length, pause, (g) => {
    const own = drawn[g]!.members
    const touched = new Set<Counts>()
    for (const i of own) for (const name of members[i]!.strata) touched.add(strata.get(name)!)
    give(own, mostShort([[...touched], [all]], wanted, shares))
  })
  return plan
}

function addTo(strata: Map<string, Counts>, name: string): Counts {
  const counts: Counts = { total: 0, on: sides.map(() => 0) }
  strata.set(name, counts)
  return counts
}

/** `reach` has a bit for each side that a group is linked to. */
const isAcross = (reach: number): boolean => (reach & (reach - 1)) !== 0
const sideOf = (reach: number): number => 31 - Math.clz32(reach)

/** The side that lacks most in these strata, as parts of each, summed; where they don't tell, in all. */
function mostShort(measures: Counts[][], wanted: readonly number[], shares: Shares): number {
  let best = wanted
  for (const counts of measures) {
    if (best.length === 1) break
    const lacks = best.map((s) => lackOf(counts, s, shares[sides[s]!]))
    const most = Math.max(...lacks)
    best = best.filter((_, at) => most - lacks[at]! < 1e-9)
  }
  return best[0]!
}

function lackOf(counts: Counts[], side: number, share: number): number {
  const [first] = counts
  if (first && counts.length === 1) return share - first.on[side]! / first.total
  const terms = counts.map(({ total, on }) => share - on[side]! / total)
  // a fixed order of adding, so that the order in which strata were met can't tip a tie
  return terms.sort((a, b) => a - b).reduce((sum, term) => sum + term, 0)
}

type Group = { members: number[]; reach: number }

async function inOrder(
  members: readonly SplitTwoMember[],
  groups: Group[],
  orderOf: (contentHash: string) => string,
  pause: Pause,
): Promise<Group[]> {
  const keyed: { group: Group; order: string }[] = []
  await forEachIndex(groups.length, pause, (g) => {
    const group = groups[g]!
    let smallest = members[group.members[0]!]!.contentHash
    for (const i of group.members) {
      const { contentHash } = members[i]!
      if (contentHash < smallest) smallest = contentHash
    }
    keyed.push({ group, order: orderOf(smallest) })
  })
  keyed.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  await pause()
  return keyed.map(({ group }) => group)
}
