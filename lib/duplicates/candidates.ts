import { earlyPlaces, signatureLength } from './signature'

/**
 * Signatures of one gram size: that of the example at place `members[i]` begins at `starts[i]`; `isShort[i]` where its
 * text is short. Shared arrays: a thread reads them where they are.
 */
export type SignatureTable = {
  size: 3 | 5
  count: number
  members: Int32Array
  starts: Int32Array
  isShort: Uint8Array
  signatures: Int32Array
}

/** What is known of examples so far, by their places. `parent` joins those that are connected. */
export type Known = { parent: Int32Array; degree: Uint8Array; isDue: Uint8Array }

export type CandidateJob = {
  table: SignatureTable
  known: Known
  rows: number
  /** How many places of a first part, and of all, may differ. */
  mayDiffer: { early: number; all: number }
  /** At most so many pairs in one go, and where to go on. */
  limit: number
  from: Cursor
}
export type Cursor = { band: number; at: number; with: number }
/** Places of pairs, first and second in turns; `next` null at the end. */
export type Candidates = { pairs: Int32Array; next: Cursor | null }

/**
 * An example that has so many pairs needs no more with what it is connected to already: a thousand copies are a few
 * thousand pairs, not half a million.
 */
export const enoughPairs = 10

/**
 * Pairs that agree in some band, each told once, at its first band. Left out are pairs of which neither is due, and those
 * whose signatures differ too much.
 */
export function findCandidates(job: CandidateJob): Candidates {
  const { rows, from } = job
  const found: number[] = []
  let next: Cursor | null = null
  for (let band = from.band; band < signatureLength / rows && !next; band++)
    next = collect(job, band, band === from.band ? from : { band, at: 0, with: 1 }, found)
  return { pairs: Int32Array.from(found), next }
}

const indexBits = 2 ** 22
const keyOf = (value: number) => Math.floor(value / indexBits / 2)
const isDueOf = (value: number) => Math.floor(value / indexBits) % 2 === 0
const indexOf = (value: number) => value % indexBits

let last: { of: Int32Array; band: number; rows: number; isDue: Uint8Array; order: Float64Array } | undefined

/** Signatures by what they hold in a band: 30 bits of its hash, the due ones first, then in order of their places. */
function orderOf({ table, known, rows }: CandidateJob, band: number): Float64Array {
  if (last?.of === table.starts && last.band === band && last.rows === rows && last.isDue === known.isDue)
    return last.order
  const order = new Float64Array(table.count)
  for (let i = 0; i < table.count; i++) {
    let h = band
    const at = table.starts[i]! + band * rows
    for (let r = at; r < at + rows; r++) {
      h = Math.imul(h ^ table.signatures[r]!, 0x85ebca6b)
      h ^= h >>> 15
    }
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    h ^= h >>> 16
    order[i] = ((h >>> 2) * 2 + (known.isDue[table.members[i]!] ? 0 : 1)) * indexBits + i
  }
  order.sort()
  last = { of: table.starts, band, rows, isDue: known.isDue, order }
  return order
}

function collect(job: CandidateJob, band: number, from: Cursor, found: number[]): Cursor | null {
  const { members, isShort, size } = job.table
  const order = orderOf(job, band)
  for (let at = from.at; at < order.length; at++) {
    // pairs of what is not due were told before
    if (!isDueOf(order[at]!)) continue
    const [key, i] = [keyOf(order[at]!), indexOf(order[at]!)]
    for (let w = at === from.at ? from.with : at + 1; w < order.length; w++) {
      if (keyOf(order[w]!) !== key) break
      if (found.length >= 2 * job.limit) return { band, at, with: w }
      const j = indexOf(order[w]!)
      if (size === 3 && !isShort[i] && !isShort[j]) continue
      const [a, b] = [members[i]!, members[j]!]
      if (isSettled(job.known, a, b) || !isClose(job, band, i, j)) continue
      found.push(Math.min(a, b), Math.max(a, b))
    }
  }
  return null
}

/** Connected already, and one of both has pairs enough. */
export function isSettled({ parent, degree }: Known, a: number, b: number): boolean {
  if (degree[a]! < enoughPairs && degree[b]! < enoughPairs) return false
  return rootOf(parent, a) === rootOf(parent, b)
}

/** The representative of what an example is connected to; shortens nothing, so that a thread may only read. */
export function rootOf(parent: Int32Array, i: number): number {
  let root = i
  while (parent[root] !== root) root = parent[root]!
  return root
}

export function join(parent: Int32Array, a: number, b: number): void {
  const [x, y] = [rootOf(parent, a), rootOf(parent, b)]
  const root = Math.min(x, y)
  for (let i of [a, b])
    while (parent[i] !== root) {
      const next = parent[i]!
      parent[i] = root
      i = next
    }
}

function isClose({ table, rows, mayDiffer }: CandidateJob, band: number, i: number, j: number): boolean {
  const { signatures, starts } = table
  const [a, b] = [starts[i]!, starts[j]!]
  let different = 0
  let k = 0
  // most pairs are told from their first places
  for (; k < earlyPlaces; k++)
    if (signatures[a + k] !== signatures[b + k] && ++different > mayDiffer.early) return false
  for (; k < signatureLength; k++)
    if (signatures[a + k] !== signatures[b + k] && ++different > mayDiffer.all) return false
  // the hash of a band is of 30 bits, and an earlier band may have told it
  for (let earlier = 0; earlier <= band; earlier++) {
    const start = earlier * rows
    let same = 0
    while (same < rows && signatures[a + start + same] === signatures[b + start + same]) same++
    if (same === rows) return earlier === band
  }
  return false
}
