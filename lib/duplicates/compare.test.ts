import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCandidates, join, rootOf } from './candidates'
import { type ComparedList, comparePairs, type FoundPair } from './compare'
import { comparedText } from './compared-text'
import { codePointsOf, gramSet, jaccard, sharedSize } from './grams'
import { signatureLength } from './signature'
import { createVerifier, sketchOf } from './sketch'

const lineOf = (...texts: string[]) =>
  JSON.stringify({ messages: texts.map((content, i) => ({ role: i % 2 ? 'assistant' : 'user', content })) })

function listOf(lines: string[], isDue: (place: number) => boolean = () => true): ComparedList {
  const sketches = lines.map(sketchOf)
  const total = sketches.reduce((sum, { signatures }) => sum + signatures.length, 0)
  const signatures = new Int32Array(new SharedArrayBuffer(4 * Math.max(1, total)))
  let start = 0
  const examples = sketches.map(({ signatures: own, ...sketch }, place) => {
    signatures.set(own, start)
    start += own.length
    return { ...sketch, start: start - own.length, isDue: isDue(place) }
  })
  return { examples, signatures }
}

async function compare(
  lines: string[],
  { threshold = 0.85, known = [] as FoundPair[], isDue = (_: number): boolean => true } = {},
): Promise<FoundPair[]> {
  const found: FoundPair[] = []
  const verify = createVerifier()
  await comparePairs(listOf(lines, isDue), {
    run: 'run',
    threshold,
    known,
    comparer: { findCandidates, verify },
    readTexts: async (places) => places.map((place) => [place, lines[place]!]),
    onPairs: async (pairs) => void found.push(...pairs),
  })
  return found
}

function alikeOf(a: string, b: string): number {
  const [x, y] = [a, b].map((line) => codePointsOf(comparedText(JSON.parse(line))))
  const size = sharedSize(x!.length, y!.length)
  return size === null ? 0 : jaccard(gramSet(x!, size), gramSet(y!, size))
}

/** All pairs at or over the threshold, by comparing each with each. */
function bruteForce(lines: string[], threshold: number): FoundPair[] {
  return lines.flatMap((line, a) =>
    lines.flatMap((other, b) => {
      const alike = a < b ? alikeOf(line, other) : 0
      return alike >= threshold ? [{ a, b, alike }] : []
    }),
  )
}

/** For each place the first one that it is connected to. */
function clustersOf(count: number, pairs: FoundPair[], threshold: number): number[] {
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  for (const { a, b, alike } of pairs) if (alike >= threshold) join(parent, a, b)
  return [...parent.keys()].map((i) => rootOf(parent, i))
}

/**
 * Whether pairs connect what a comparison of each with each connects. A pair at the threshold itself is missed once in ten
 * thousand times (`rowsFor`), which random texts meet now and then; one a little over it is not.
 */
function expectConnected(lines: string[], found: FoundPair[], threshold: number): number {
  const expected = bruteForce(lines, threshold)
  const rootsOf = (pairs: FoundPair[]) => clustersOf(lines.length, pairs, threshold)
  const [wanted, got] = [rootsOf(expected), rootsOf(found)]
  for (const { a, b, alike } of found) if (alike >= threshold) expect(wanted[a]).toBe(wanted[b])
  for (const { a, b, alike } of expected)
    if (alike >= Math.min(1, threshold + 0.05)) expect(got[a]).toBe(got[b])
  return expected.length
}

const words = [
  'refund',
  'order',
  '환불',
  '배송',
  'is',
  'late',
  'the',
  'parcel',
  'please',
  'when',
  '교환',
  'cancel',
]
const someText = (min: number, max: number) =>
  fc.array(fc.constantFrom(...words, 'a1', 'b22', 'c333', 'd4444'), { minLength: min, maxLength: max })
/** Texts of one length with some of their words changed: pairs on both sides of the threshold. */
const family = fc
  .tuple(
    fc.oneof(someText(2, 8), someText(10, 30), someText(60, 120)),
    fc.nat(),
    fc.integer({ min: 1, max: 6 }),
  )
  .map(([base, seed, count]) =>
    Array.from({ length: count }, (_, v) => {
      const text = [...base]
      for (let change = 0; change < v; change++) {
        const at = (seed * 31 + change * 17 + v * 7) % text.length
        text[at] = `x${(seed + v * change) % 97}`
      }
      return lineOf(text.join(' '), 'answer')
    }),
  )
const someLines = fc.array(family, { minLength: 1, maxLength: 6 }).map((families) => families.flat())

describe('near-duplicates', () => {
  test('are connected as a comparison of each with each says', async () => {
    let pairs = 0
    await fc.assert(
      fc.asyncProperty(someLines, fc.constantFrom(0.6, 0.85, 0.95, 1), async (lines, threshold) => {
        const found = await compare(lines, { threshold })
        pairs += expectConnected(lines, found, threshold)
        for (const { a, b, alike } of found) expect(alike).toBe(alikeOf(lines[a]!, lines[b]!))
      }),
      { numRuns: 150 },
    )
    expect(pairs).toBeGreaterThan(0)
  })

  test('are found anew, the pairs of what changed and of its neighbours, as all are found at once', async () => {
    await fc.assert(
      fc.asyncProperty(someLines, someLines, fc.nat(), async (before, more, seed) => {
        const lines = [...before]
        const changed = new Set<number>()
        for (const [i, line] of more.entries()) {
          const place = (seed + i * 3) % (before.length + 3)
          changed.add(Math.min(place, lines.length))
          lines[Math.min(place, lines.length)] = line
        }
        const old = await compare(before)
        const due = new Set(changed)
        for (const { a, b } of old) {
          if (changed.has(a)) due.add(b)
          if (changed.has(b)) due.add(a)
        }
        const kept = old.filter(({ a, b }) => !changed.has(a) && !changed.has(b))
        const known = kept.filter(({ alike }) => alike >= 0.85)
        const found = await compare(lines, { known, isDue: (place) => due.has(place) })
        expectConnected(lines, [...kept, ...found], 0.85)
      }),
      { numRuns: 100 },
    )
  })

  test('at the threshold itself are met in nearly all cases', async () => {
    const isWord = (seed: number) => `w${((seed * 2_654_435_761) >>> 0).toString(36)}`
    let near = 0
    let met = 0
    for (let seed = 0; seed < 300; seed++) {
      const base = Array.from({ length: 60 }, (_, i) => isWord(seed * 1000 + i))
      const other = base.map((word, i) => (i >= 57 - (seed % 2) ? isWord(seed * 1000 + 500 + i) : word))
      const lines = [lineOf(base.join(' '), 'ok'), lineOf(other.join(' '), 'ok')]
      if (alikeOf(lines[0]!, lines[1]!) < 0.85) continue
      near++
      met += (await compare(lines)).length
    }
    expect(near).toBeGreaterThan(100)
    expect(met / near).toBeGreaterThan(0.995)
  })

  test('of a thousand copies are a few pairs each, and one cluster', async () => {
    const parcel =
      'Where is my parcel, which I ordered three weeks ago and have not seen anything of since then?'
    const lines = Array.from({ length: 1000 }, (_, i) =>
      i % 2 ? lineOf('Can I have my money back for this order please?', 'No.') : lineOf(parcel, `${i}`),
    )
    const found = await compare(lines)
    expect(new Set(clustersOf(1000, found, 0.85)).size).toBe(2)
    expect(found.length).toBeLessThan(12_000)
  })

  test('nothing is compared of which nothing is due', async () => {
    const lines = [lineOf('the same', 'text'), lineOf('the same', 'text')]
    expect(await compare(lines, { isDue: () => false })).toEqual([])
    expect(await compare(lines, { isDue: (place) => place === 1 })).toHaveLength(1)
  })

  test('a text that is compared by nothing is nobody’s duplicate', async () => {
    expect(await compare([lineOf('', ''), lineOf(' ', '')])).toEqual([])
  })

  test('signatures are the same for ever: stored ones are compared with new ones', () => {
    const { signatures, length, textHash } = sketchOf(
      lineOf('Can I have my money back? 환불 되나요?', 'Yes.'),
    )
    expect(signatures).toHaveLength(signatureLength)
    expect([length, textHash, ...signatures.slice(0, 3)]).toMatchInlineSnapshot(`
      [
        38,
        "gFShLYPtGVneMWDYkxfGeckbhawIhJZ3Ty7H-5dJyFQ",
        -1945738449,
        -2132186079,
        -2105144144,
      ]
    `)
  })
})
