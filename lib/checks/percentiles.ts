/** Of fewer no percentile is told. */
export const leastCounted = 100

/** Of many counts the one at each percentile from 0 to 100, by nearest rank; undefined of too few. */
export function percentilesOf(counts: readonly number[]): number[] | undefined {
  if (counts.length < leastCounted) return undefined
  const sorted = counts.toSorted((a, b) => a - b)
  return Array.from({ length: 101 }, (_, percent) => {
    const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
    return sorted[rank - 1]!
  })
}
