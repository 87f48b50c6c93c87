/** Texts under so many characters are compared by 3 characters at a time, all others by 5. */
const shortUnder = 60
/** A short text is compared with texts under so many characters: no longer one is its near-duplicate. */
const shortWithUnder = 2 * shortUnder

export type GramSize = 3 | 5

export const isShort = (length: number): boolean => length < shortUnder

/** The sizes at which a text of so many characters is compared with some other. */
export function gramSizes(length: number): GramSize[] {
  if (length === 0) return []
  if (length < shortUnder) return [3]
  return length < shortWithUnder ? [5, 3] : [5]
}

/** The size at which two texts are compared; null where they can't be near-duplicates. */
export function sharedSize(lengthA: number, lengthB: number): GramSize | null {
  const [shorter, longer] = lengthA < lengthB ? [lengthA, lengthB] : [lengthB, lengthA]
  if (shorter === 0) return null
  if (!isShort(shorter)) return 5
  return longer < shortWithUnder ? 3 : null
}

export const codePointsOf = (text: string): Int32Array => {
  const points = new Int32Array(text.length)
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!
    if (point > 0xffff) i++
    points[count++] = point
  }
  return points.subarray(0, count)
}

/** MurmurHash3's body and finish over `size` characters from `at` on. */
function hashAt(points: Int32Array, at: number, size: number, seed: number): number {
  let h = seed
  for (let i = at; i < at + size; i++) {
    let k = Math.imul(points[i]!, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const firstSeed = 0x2f0b4c47
const secondSeed = 0x51ab1d03

/** One hash for each gram, as often as it stands there; a text shorter than a gram is one. */
export function gramHashes(points: Int32Array, size: GramSize): Int32Array {
  const length = Math.min(size, points.length)
  const hashes = new Int32Array(points.length - length + 1)
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashAt(points, i, length, firstSeed)
  return hashes
}

/** The set of a text's grams, each as a number of 53 bits, in order: two different grams are never met as one. */
export function gramSet(points: Int32Array, size: GramSize): Float64Array {
  if (points.length === 0) return new Float64Array(0)
  const length = Math.min(size, points.length)
  const all = new Float64Array(points.length - length + 1)
  for (let i = 0; i < all.length; i++)
    all[i] =
      (hashAt(points, i, length, firstSeed) >>> 0) * 0x200000 + (hashAt(points, i, length, secondSeed) >>> 11)
  all.sort()
  let count = 0
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[count++] = all[i]!
  return all.slice(0, count)
}

/** What two sets in order share, as a part of what either holds. */
export function jaccard(a: Float64Array, b: Float64Array): number {
  if (a.length === 0 || b.length === 0) return 0
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!]
    if (x === y) shared++
    if (x <= y) i++
    if (y <= x) j++
  }
  return shared / (a.length + b.length - shared)
}
