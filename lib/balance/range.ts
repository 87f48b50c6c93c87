/**
 * Examples of a plan that are alike to a target: between `floor` and `ceil` of them may go out, `now` are there, and
 * their share of all should lie between `min` and `max`. All in the measure of the plan.
 */
export type Share = { floor: number; ceil: number; now: number; min: number; max: number }

export type Range = { least: number; most: number }

const far = 1e12
const close = 1e-9

/** The totals for which every share can have its target; null where there is none above 0. */
export function totalRange(shares: readonly Share[]): Range | null {
  let least = 0
  let most = far
  for (const { floor, ceil, min, max } of shares) {
    if (floor > 0 && max <= 0) return null
    if (floor > 0) least = Math.max(least, floor / max)
    if (min > 0) most = Math.min(most, ceil / min)
  }
  const tooMuch = (total: number) => sum(shares, (s) => Math.max(s.floor, s.min * total)) - total
  const tooLittle = (total: number) => total - sum(shares, (s) => Math.min(s.ceil, s.max * total))
  for (const [excess, bends] of [
    [tooMuch, shares.map(({ floor, min }) => floor / min)],
    [tooLittle, shares.map(({ ceil, max }) => ceil / max)],
  ] as const) {
    if (least > most * (1 + close)) return null
    const found = atMostZero(excess, least, Math.max(least, most), bends)
    if (!found) return null
    least = found.least
    most = found.most
  }
  return most > close ? { least, most } : null
}

const sum = (shares: readonly Share[], of: (share: Share) => number) =>
  shares.reduce((total, share) => total + of(share), 0)

/** Where a convex function that is straight between its bends is at most 0. */
function atMostZero(
  excess: (total: number) => number,
  from: number,
  to: number,
  bends: readonly number[],
): Range | null {
  const inside = bends.filter((bend) => bend > from && bend < to)
  const at = [from, ...inside.sort((a, b) => a - b), to]
  const heights = at.map(excess)
  const isLow = (i: number) => heights[i]! <= close * Math.max(1, at[i]!)
  const first = at.findIndex((_, i) => isLow(i))
  if (first < 0) return null
  let last = at.length - 1
  while (!isLow(last)) last -= 1
  const crossing = (high: number, low: number) => {
    const [a, b] = [heights[high]!, heights[low]!]
    return a - b === 0 ? at[low]! : at[high]! + ((at[low]! - at[high]!) * a) / (a - b)
  }
  return {
    least: first === 0 ? from : crossing(first - 1, first),
    most: last === at.length - 1 ? to : crossing(last + 1, last),
  }
}

export type Relaxed = { shares: Share[]; range: Range; missed: number[] }

/**
 * The same shares with targets that can be had: one that can't is moved towards the share as it is now, only as far as
 * it must, and is named in `missed`.
 */
export function relaxShares(shares: readonly Share[]): Relaxed {
  const total = sum(shares, ({ now }) => now)
  let current = [...shares]
  const missed: number[] = []
  for (;;) {
    const range = totalRange(current)
    if (range) return { shares: current, range, missed }
    const open = current
      .map((_, i) => i)
      .filter((i) => !missed.includes(i) && hasTarget(current[i]!))
      // what has room for most takes up what others can't
      .sort((a, b) => current[b]!.max - current[a]!.max)
    const blocking =
      open.find((i) => isImpossible(current[i]!)) ??
      open.find((i) => totalRange(loosened(current, i, 1, total))) ??
      widest(current, open, total)
    // what is there now satisfies no target at all only where nothing is there
    if (blocking === undefined) return { shares: current, range: { least: total, most: total }, missed }
    current = loosened(current, blocking, leastLoosening(current, blocking, total), total)
    missed.push(blocking)
  }
}

/** Whatever the others do. */
const isImpossible = ({ floor, ceil, min, max }: Share) => (min > 0 && ceil <= 0) || (max <= 0 && floor > 0)

export const hasTarget = ({ min, max }: Share) => min > 0 || max < 1

function widest(shares: readonly Share[], open: readonly number[], total: number): number | undefined {
  const gap = (i: number) => {
    const { now, min, max } = shares[i]!
    const share = total === 0 ? 0 : now / total
    return Math.max(min - share, share - max)
  }
  return [...open].sort((a, b) => gap(b) - gap(a))[0]
}

function loosened(shares: readonly Share[], at: number, by: number, total: number): Share[] {
  return shares.map((share, i) => {
    if (i !== at) return share
    const now = total === 0 ? 0 : share.now / total
    const min = by === 1 ? 0 : share.min - by * Math.max(0, share.min - now)
    const max = by === 1 ? 1 : share.max + by * Math.max(0, now - share.max)
    return { ...share, min, max }
  })
}

function leastLoosening(shares: readonly Share[], at: number, total: number): number {
  const leads = (by: number) => totalRange(loosened(shares, at, by, total)) !== null
  if (!leads(1 - close)) return 1
  let [no, yes] = [0, 1 - close]
  for (let i = 0; i < 40; i++) {
    const middle = (no + yes) / 2
    if (leads(middle)) yes = middle
    else no = middle
  }
  return yes
}
