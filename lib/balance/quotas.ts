import { type Range, type Share, totalRange } from './range'

/** How much of each share goes out, and of all together. */
export type Quotas = { amounts: number[]; total: number }
/** Which of the totals in a range. */
export type Goal = 'most' | 'least'

const close = 1e-9
const tries = 5000

/** The bounds of a target at this total, in whole units: its nearest unit where no whole number lies between them. */
export function wholeBounds({ min, max }: { min: number; max: number }, total: number): [number, number] {
  const lo = Math.ceil(min * total - close)
  const hi = Math.floor(max * total + close)
  if (lo <= hi) return [lo, hi]
  const nearest = Math.round(((min + max) / 2) * total)
  return [nearest, nearest]
}

const wideBounds = ({ min, max }: Share, total: number): [number, number] => [
  Math.floor(min * total + close),
  Math.ceil(max * total - close),
]

/**
 * Quotas that meet every target, of `range` the total nearest to the goal. In whole units a share lies within its
 * target, or, where no whole number does, less than a unit beside it.
 */
export function quotasOf(shares: readonly Share[], range: Range, goal: number, whole: boolean): Quotas {
  const wanted = Math.min(Math.max(goal, range.least), range.most)
  if (!whole) return { total: wanted, amounts: amountsAt(shares, wanted, realBounds) }
  for (const bounds of [wholeBounds, wideBounds])
    for (const total of wholeTotals(range, wanted)) {
      if (!fits(shares, total, bounds)) continue
      return { total, amounts: roundedTo(amountsAt(shares, total, bounds), shares, total, bounds) }
    }
  const total = Math.round(wanted)
  return { total, amounts: roundedTo(amountsAt(shares, wanted, realBounds), shares, total, wideBounds) }
}

/** Whole totals from the wanted one outwards, not far beyond the range: rounding may still fit there. */
function* wholeTotals({ least, most }: Range, wanted: number): Generator<number> {
  const start = Math.round(wanted)
  for (let step = 0; step < tries; step++) {
    const [below, above] = [start - step, start + step]
    if (above <= most + 1 && above > 0) yield above
    if (step > 0 && below >= least - 1 && below > 0) yield below
  }
}

type Bounds = (share: Share, total: number) => [number, number]
const realBounds: Bounds = ({ min, max }, total) => [min * total, max * total]

function boundsOf(share: Share, total: number, bounds: Bounds): [number, number] {
  const [lo, hi] = bounds(share, total)
  return [Math.max(lo, share.floor), Math.min(hi, share.ceil)]
}

function fits(shares: readonly Share[], total: number, bounds: Bounds): boolean {
  let [least, most] = [0, 0]
  for (const share of shares) {
    const [lo, hi] = boundsOf(share, total, bounds)
    if (lo > hi) return false
    least += lo
    most += hi
  }
  return least <= total && total <= most
}

/** What each share gives up or gains in the same proportion, as far as its bounds let it; together the total. */
function amountsAt(shares: readonly Share[], total: number, bounds: Bounds): number[] {
  const limits = shares.map((share) => boundsOf(share, total, bounds))
  const at = (factor: number) =>
    shares.map(({ now }, i) => Math.max(limits[i]![0], Math.min(limits[i]![1], factor * now)))
  const sumOf = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
  let [low, high] = [0, 1]
  while (sumOf(at(high)) < total && high < 1e9) high *= 2
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (sumOf(at(middle)) < total) low = middle
    else high = middle
  }
  const amounts = at(high)
  // of a share that is empty now, no factor makes anything
  let short = total - sumOf(amounts)
  for (let i = 0; short > close && i < amounts.length; i++) {
    const more = Math.min(short, limits[i]![1] - amounts[i]!)
    if (more <= 0) continue
    amounts[i]! += more
    short -= more
  }
  return amounts
}

/** Whole amounts with this total, the largest remainders rounded up first, within the bounds. */
function roundedTo(amounts: number[], shares: readonly Share[], total: number, bounds: Bounds): number[] {
  const limits = shares.map((share) => boundsOf(share, total, bounds))
  const whole = amounts.map((amount, i) =>
    Math.min(Math.max(Math.floor(amount + close), limits[i]![0]), amount + 1),
  )
  const order = amounts.map((amount, i) => ({ i, rest: amount - whole[i]! })).sort((a, b) => b.rest - a.rest)
  let short = total - whole.reduce((sum, amount) => sum + amount, 0)
  for (const by of [1, -1])
    for (let round = 0; short * by > 0 && round < 3; round++)
      for (const { i } of by > 0 ? order : [...order].reverse()) {
        const next = whole[i]! + by
        if (short * by <= 0 || next < limits[i]![0] || next > limits[i]![1]) continue
        whole[i] = next
        short -= by
      }
  return whole.map(Math.round)
}

/** Quotas for the most or the least that meets every target; null where nothing does. */
export function quotasFor(shares: readonly Share[], goal: Goal, whole: boolean): Quotas | null {
  const range = totalRange(shares)
  return range && quotasOf(shares, range, range[goal], whole)
}
