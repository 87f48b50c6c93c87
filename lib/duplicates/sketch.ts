import 'server-only'
import { createHash } from 'node:crypto'
import { conversationOf } from '@/lib/conversations/kind'
import { comparedText } from './compared-text'
import { codePointsOf, gramHashes, gramSet, gramSizes, jaccard, sharedSize } from './grams'
import { sign, signatureLength } from './signature'

/** What an example is compared by: the hash of its compared text, its characters, a signature for each gram size. */
export type Sketch = { textHash: string; length: number; signatures: Int32Array }

/** Of an example's stored text. */
export function sketchOf(text: string): Sketch {
  const compared = comparedText(conversationOf(text))
  const points = codePointsOf(compared)
  const sizes = gramSizes(points.length)
  const signatures = new Int32Array(sizes.length * signatureLength)
  for (const [i, size] of sizes.entries()) sign(gramHashes(points, size), signatures, i * signatureLength)
  // as it is compared, also where it holds half of a surrogate pair
  const bytes = Buffer.from(compared, 'utf16le')
  return {
    textHash: createHash('sha256').update(bytes).digest('base64url'),
    length: points.length,
    signatures,
  }
}

/** Pairs as `findCandidates` gives them, and the stored texts of those that were missing. */
export type VerifyJob = { run: string; pairs: Int32Array; texts: [place: number, text: string][] }
/** How alike each pair is, or the places of the texts that must come along. */
export type Verified = { missing: number[] } | { alike: Float64Array }

type Grams = { length: number; sets: Map<number, Float64Array> }
const mostNumbers = 12_000_000

/** Compares pairs by their exact sets; the sets of the latest texts are kept, about 100 MB of them. */
export function createVerifier(): (job: VerifyJob) => Verified {
  let kept = new Map<number, Grams>()
  let numbers = 0
  let run = ''
  const keep = (place: number, text: string) => {
    const points = codePointsOf(comparedText(conversationOf(text)))
    const sets = new Map(gramSizes(points.length).map((size) => [size, gramSet(points, size)]))
    kept.set(place, { length: points.length, sets })
    for (const set of sets.values()) numbers += set.length
  }
  const dropOldest = (needed: Set<number>) => {
    for (const [place, { sets }] of kept) {
      if (numbers <= mostNumbers) return
      if (needed.has(place)) continue
      for (const set of sets.values()) numbers -= set.length
      kept.delete(place)
    }
  }
  return (job) => {
    if (job.run !== run) {
      kept = new Map()
      numbers = 0
      run = job.run
    }
    for (const [place, text] of job.texts) if (!kept.has(place)) keep(place, text)
    const needed = new Set(job.pairs)
    dropOldest(needed)
    const missing = [...needed].filter((place) => !kept.has(place))
    if (missing.length > 0) return { missing }
    const alike = new Float64Array(job.pairs.length / 2)
    for (let i = 0; i < alike.length; i++) {
      const [a, b] = [kept.get(job.pairs[2 * i]!)!, kept.get(job.pairs[2 * i + 1]!)!]
      const size = sharedSize(a.length, b.length)
      alike[i] = size === null ? 0 : jaccard(a.sets.get(size)!, b.sets.get(size)!)
    }
    return { alike }
  }
}
