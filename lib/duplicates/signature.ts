/** How many least hashes a signature holds: a number with many divisors, which are the rows of a band. */
export const signatureLength = 126

// SplitMix32 from a fixed seed: the same functions for ever, since signatures are stored
const [flips, factors] = (() => {
  let state = 0x9e3779b9
  const next = () => {
    state = (state + 0x9e3779b9) | 0
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  return [
    Int32Array.from({ length: signatureLength }, next),
    Int32Array.from({ length: signatureLength }, () => next() | 1),
  ]
})()

/**
 * The least of the hashes under each of a fixed list of functions (Broder 1997), or under the first `count` of them;
 * written to `into` from `at` on.
 */
export function sign(hashes: Int32Array, into: Int32Array, at: number, count = signatureLength): void {
  for (let i = 0; i < count; i++) {
    const flip = flips[i]!
    const factor = factors[i]!
    let least = 0x7fffffff
    for (let g = 0; g < hashes.length; g++) {
      const value = Math.imul(hashes[g]! ^ flip, factor)
      if (value < least) least = value
    }
    into[at + i] = least
  }
}

const rowsToTry = [18, 14, 9, 7, 6, 3, 2, 1]
const mostMissed = 1e-4

/**
 * Rows of a band: as many as still let a pair at the threshold be met in some band but once in ten thousand times. With
 * 0.85, 21 bands of 6 rows miss it 5 times in 100,000.
 */
export function rowsFor(threshold: number): number {
  const missed = (rows: number) => (1 - threshold ** rows) ** (signatureLength / rows)
  return rowsToTry.find((rows) => missed(rows) <= mostMissed) ?? 1
}

export const earlyPlaces = signatureLength / 3

/** So many of the first `places` may differ in a pair that is looked at: four and a half standard deviations. */
export const mostDifferent = (threshold: number, places: number): number =>
  Math.ceil(places * (1 - threshold + 4.5 * Math.sqrt((threshold * (1 - threshold)) / places)))
