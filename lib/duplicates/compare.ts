import {
  type CandidateJob,
  type Candidates,
  type Cursor,
  enoughPairs,
  join,
  type Known,
  rootOf,
  type SignatureTable,
} from './candidates'
import { gramSizes, isShort } from './grams'
import { earlyPlaces, mostDifferent, rowsFor, signatureLength } from './signature'
import type { Verified, VerifyJob } from './sketch'

/** What does the work: a thread, or the same functions here. */
export type Comparer = {
  findCandidates(job: CandidateJob): Promise<Candidates> | Candidates
  verify(job: VerifyJob): Promise<Verified> | Verified
}

/** One example as the comparison knows it; its signatures stand one after another from `start` on. */
export type Compared = { textHash: string; length: number; start: number; isDue: boolean }
/** Examples in the order of numbers, with their signatures in shared memory. */
export type ComparedList = { examples: readonly Compared[]; signatures: Int32Array }

/** Two places of the list, the lower first, and how alike their texts are. */
export type FoundPair = { a: number; b: number; alike: number }

/** Pairs so far under the threshold are told too, a few for each example: the closest of what is no duplicate. */
export const closeBy = 0.1
const enoughClose = 3
const pairsAtOnce = 500

export type CompareHow = {
  run: string
  threshold: number
  /** Pairs at or over the threshold that are known already: none of both is due. */
  known: readonly FoundPair[]
  /** Whether somebody decided that these two are no duplicates: they are told, and connect nothing. */
  isApart?(a: number, b: number): boolean
  comparer: Comparer
  /** The stored texts of these places. */
  readTexts(places: number[]): Promise<[place: number, text: string][]>
  onPairs(pairs: FoundPair[]): Promise<void>
  /** From 0 to 1. */
  onProgress?(share: number): void
}

/**
 * Finds the near-duplicates among examples of which at least one is due, and tells them as they come. Copies of one text
 * are pairs with its first example; further pairs within what is connected stop at `enoughPairs` for each example. The
 * same examples in the same order give the same pairs.
 */
export async function comparePairs(list: ComparedList, how: CompareHow): Promise<void> {
  const compared = list.examples
  const known = makeKnown(compared, how.known)
  const add = (pair: FoundPair) => {
    join(known.parent, pair.a, pair.b)
    for (const place of [pair.a, pair.b]) known.degree[place] = Math.min(255, known.degree[place]! + 1)
  }
  const firsts = await pairCopies(compared, known, add, how)
  const close = new Uint8Array(compared.length)
  const tables = [tableOf(list, firsts, 5), tableOf(list, firsts, 3)]
  const rows = rowsFor(how.threshold)
  for (const [t, table] of tables.entries()) {
    let from: Cursor | null = table.count > 1 ? { band: 0, at: 0, with: 1 } : null
    while (from) {
      const job: CandidateJob = {
        table,
        known,
        rows,
        mayDiffer: {
          early: mostDifferent(how.threshold, earlyPlaces),
          all: mostDifferent(how.threshold, signatureLength),
        },
        limit: pairsAtOnce,
        from,
      }
      const { pairs, next }: Candidates = await how.comparer.findCandidates(job)
      const alike = pairs.length > 0 ? await verify(how, pairs) : new Float64Array(0)
      const told: FoundPair[] = []
      for (let i = 0; i < alike.length; i++) {
        const pair = { a: pairs[2 * i]!, b: pairs[2 * i + 1]!, alike: alike[i]! }
        if (pair.alike >= how.threshold) {
          if (!isNeedless(known, pair)) told.push(pair)
          if (!how.isApart?.(pair.a, pair.b)) add(pair)
        } else if (pair.alike >= how.threshold - closeBy && isRoom(close, pair)) told.push(pair)
      }
      if (told.length > 0) await how.onPairs(told)
      from = next
      const done = from ? from.band / (signatureLength / rows) : 1
      how.onProgress?.((t + done) / tables.length)
    }
  }
}

const isNeedless = ({ parent, degree }: Known, { a, b }: FoundPair): boolean =>
  (degree[a]! >= enoughPairs || degree[b]! >= enoughPairs) && rootOf(parent, a) === rootOf(parent, b)

function isRoom(close: Uint8Array, { a, b }: FoundPair): boolean {
  if (close[a]! >= enoughClose || close[b]! >= enoughClose) return false
  close[a]! += 1
  close[b]! += 1
  return true
}

async function verify({ comparer, run, readTexts }: CompareHow, pairs: Int32Array): Promise<Float64Array> {
  let texts: VerifyJob['texts'] = []
  for (;;) {
    const verified = await comparer.verify({ run, pairs, texts })
    if ('alike' in verified) return verified.alike
    texts = await readTexts(verified.missing)
    if (texts.length < verified.missing.length) throw new Error('A text that is compared is gone')
  }
}

function makeKnown(compared: readonly Compared[], pairs: readonly FoundPair[]): Known {
  const { length } = compared
  const known: Known = {
    parent: new Int32Array(new SharedArrayBuffer(4 * length)),
    degree: new Uint8Array(new SharedArrayBuffer(length)),
    isDue: new Uint8Array(new SharedArrayBuffer(length)),
  }
  for (const [i, { isDue }] of compared.entries()) {
    known.parent[i] = i
    known.isDue[i] = isDue ? 1 : 0
  }
  for (const { a, b } of pairs) {
    join(known.parent, a, b)
    for (const place of [a, b]) known.degree[place] = Math.min(255, known.degree[place]! + 1)
  }
  return known
}

/** Copies become pairs; what is left to compare are the first examples of each text. */
async function pairCopies(
  compared: readonly Compared[],
  known: Known,
  add: (pair: FoundPair) => void,
  { onPairs, isApart }: CompareHow,
): Promise<number[]> {
  const copies = new Map<string, number[]>()
  for (const [i, { textHash, length }] of compared.entries()) {
    if (length === 0) continue
    const list = copies.get(textHash)
    if (list) list.push(i)
    else copies.set(textHash, [i])
  }
  let told: FoundPair[] = []
  const firsts: number[] = []
  for (const places of copies.values()) {
    firsts.push(places[0]!)
    const due = places.filter((place) => known.isDue[place])
    for (const [i, a] of due.length > 0 ? places.entries() : []) {
      for (const b of known.isDue[a] ? places : due) {
        // each with the first one, and few besides
        if (i > 0 && known.degree[a]! >= enoughPairs) break
        const pair = { a, b, alike: 1 }
        if (b <= a || isNeedless(known, pair)) continue
        told.push(pair)
        if (!isApart?.(a, b)) add(pair)
        if (told.length < pairsAtOnce) continue
        await onPairs(told)
        told = []
      }
    }
  }
  if (told.length > 0) await onPairs(told)
  return firsts
}

function tableOf({ examples, signatures }: ComparedList, places: number[], size: 3 | 5): SignatureTable {
  const own = places.filter((place) => gramSizes(examples[place]!.length).includes(size))
  const members = new Int32Array(new SharedArrayBuffer(4 * own.length))
  const starts = new Int32Array(new SharedArrayBuffer(4 * own.length))
  const short = new Uint8Array(new SharedArrayBuffer(own.length))
  for (const [i, place] of own.entries()) {
    const { length, start } = examples[place]!
    members[i] = place
    starts[i] = start + gramSizes(length).indexOf(size) * signatureLength
    short[i] = isShort(length) ? 1 : 0
  }
  return { size, count: own.length, members, starts, isShort: short, signatures }
}
