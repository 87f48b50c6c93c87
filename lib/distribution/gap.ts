import type { Distribution } from './schema'

type GroupWithTargets = {
  tags: readonly { id: string; targetMin: number | null; targetMax: number | null }[]
}

/**
 * How a tag stands to its target. `share` is 0 to 1, `bound` the bound that it misses, `points` the distance to it in
 * percentage points (at least 0.1). Numbers are the fewest examples (or messages) that reach the bound, each alone:
 * `leaveOut` with the tag, `leaveOutOthers` without it, `writeMore` with it, `writeOthers` without it; null where no
 * number would.
 */
export type TagGap = { tagId: string; share: number } & (
  | { state: 'within' }
  | { state: 'over'; bound: number; points: number; leaveOut: number; writeOthers: number | null }
  | {
      state: 'under'
      bound: number
      points: number
      writeMore: number | null
      leaveOutOthers: number | null
    }
)

/** The gaps of all tags with a target, in the order of the groups; none while nothing is counted. */
export function gapOf(distribution: Distribution, groups: readonly GroupWithTargets[]): TagGap[] {
  const { total } = distribution
  if (total === 0) return []
  const counts = new Map(
    distribution.groups.flatMap((group) => group.tags.map((tag) => [tag.tagId, tag.count] as const)),
  )
  return groups.flatMap((group) =>
    group.tags.flatMap(({ id, targetMin, targetMax }) => {
      const count = counts.get(id)
      if (count === undefined || (targetMin === null && targetMax === null)) return []
      return [{ tagId: id, ...gapOfTag(count, total, targetMin, targetMax) }]
    }),
  )
}

function gapOfTag(count: number, total: number, min: number | null, max: number | null) {
  const share = count / total
  if (max !== null && share > max) {
    const leaveOut = fewest((count - max * total) / (1 - max), (n) => shareOf(count - n, total - n) <= max)
    const writeOthers =
      max === 0 ? null : fewest(count / max - total, (n) => shareOf(count, total + n) <= max)
    return { state: 'over' as const, share, bound: max, points: pointsOf(share - max), leaveOut, writeOthers }
  }
  if (min !== null && share < min) {
    const writeMore =
      min === 1
        ? null
        : fewest((min * total - count) / (1 - min), (n) => shareOf(count + n, total + n) >= min)
    const leaveOutOthers =
      count === 0 ? null : fewest(total - count / min, (n) => shareOf(count, total - n) >= min)
    return {
      state: 'under' as const,
      share,
      bound: min,
      points: pointsOf(min - share),
      writeMore,
      leaveOutOthers,
    }
  }
  return { state: 'within' as const, share }
}

// When all is left out, nothing is over any more.
const shareOf = (count: number, total: number) => (total === 0 ? 0 : count / total)
const pointsOf = (difference: number) => Math.max(0.1, Math.round(difference * 1000) / 10)

// The formula is off by one where a share has no exact binary form; a division rounds to the very number that was
// typed, so comparing shares is exact.
function fewest(estimate: number, reaches: (n: number) => boolean): number {
  let n = Math.max(1, Math.floor(estimate))
  while (n > 1 && reaches(n - 1)) n -= 1
  while (!reaches(n)) n += 1
  return n
}

/** The sentence `distribution.gap.<key>` of a gap and what fills it. */
export function gapSentence(gap: TagGap, tag: string, by: Distribution['by']) {
  const keyFor = (write: number | null, leaveOut: number | null) =>
    write === null ? 'OnlyLeaveOut' : leaveOut === null ? 'OnlyWrite' : ''
  const { tagId, share, state, ...numbers } = gap
  const given = Object.entries(numbers).filter((entry): entry is [string, number] => entry[1] !== null)
  const params: Record<string, string | number> = { tag, by, ...Object.fromEntries(given) }
  if (gap.state === 'within') return { key: 'within', params: { tag } }
  if (gap.state === 'over') return { key: `over${keyFor(gap.writeOthers, gap.leaveOut)}`, params }
  return { key: `under${keyFor(gap.writeMore, gap.leaveOutOthers)}`, params }
}
