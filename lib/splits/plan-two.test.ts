import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePairs, type FoundPair } from '@/lib/duplicates/compare'
import { type Links, straddlingPairs } from './links'
import { orderOf } from './order'
import { plannedSide, planSplitTwo, type Shares, type SplitTwoMember, type SplitTwoPlan } from './plan-two'
import { linksAcross } from './report'
import { type Side, sides } from './schema'
import type { SplitSurvey } from './survey-two'
import { isWhole } from './words'

const pause = () => Promise.resolve()
const member = (contentHash: string, more: Partial<SplitTwoMember> = {}): SplitTwoMember => ({
  contentHash,
  sourceKey: null,
  strata: ['all'],
  side: null,
  isPinned: false,
  isHeld: false,
  isOpen: true,
  changedAt: 0,
  ...more,
})
const noLinks = new Int32Array()
const half: Shares = { train: 0.9, validation: 0, test: 0.1 }
const plan = (members: SplitTwoMember[], links: Links = noLinks, shares = half, seed = 7) =>
  planSplitTwo(members, links, shares, orderOf(seed), pause)
const keep = (members: SplitTwoMember[], made: SplitTwoPlan): SplitTwoMember[] =>
  members.map((m, i) => ({ ...m, side: plannedSide(made, i), isHeld: made.held[i] === 1 }))
const inFiles = (made: SplitTwoPlan) => (i: number) => (made.held[i] ? null : plannedSide(made, i))
const linkOf = (...pairs: [number, number][]) => Int32Array.from(pairs.flat())

const someShares = fc.constantFrom<Shares>(
  half,
  { train: 1, validation: 0, test: 0 },
  { train: 0, validation: 0, test: 1 },
  { train: 0.8, validation: 0.1, test: 0.1 },
  { train: 0.5, validation: 0.25, test: 0.25 },
)
const someMember = fc.record({
  contentHash: fc.integer({ min: 0, max: 60 }).map((n) => `hash${n}`),
  sourceKey: fc.option(
    fc.integer({ min: 0, max: 30 }).map((n) => `source${n}`),
    { freq: 2 },
  ),
  strata: fc
    .tuple(fc.constantFrom('g:answer', 'g:refusal', 'g:'), fc.constantFrom('h:short', 'h:'))
    .map((list) => list as readonly string[]),
  side: fc.constantFrom<Side | null>(null, null, null, 'train', 'validation', 'test'),
  isPinned: fc.boolean(),
  isHeld: fc.boolean(),
  isOpen: fc.constantFrom(true, true, true, false),
  changedAt: fc.integer({ min: 0, max: 5 }),
})
const someSet = fc.array(someMember, { minLength: 1, maxLength: 60 }).chain((members) =>
  fc.tuple(
    fc.constant(members),
    fc
      .array(fc.tuple(fc.nat(members.length - 1), fc.nat(members.length - 1)), { maxLength: 40 })
      .map((pairs) => linkOf(...pairs.filter(([a, b]) => a !== b))),
  ),
)
const fresh = (members: SplitTwoMember[]) => members.map((m) => ({ ...m, side: null, isHeld: false }))

describe('split/2', () => {
  test('no file holds what straddles, whatever stood before', async () => {
    await fc.assert(
      fc.asyncProperty(someSet, someShares, async ([members, links], shares) => {
        const made = await plan(members, links, shares)
        expect(await straddlingPairs(members, links, inFiles(made), pause)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('of a large cluster, of which not each pair is kept, no two are in files of two sides', async () => {
    const examples = Array.from({ length: 60 }, () => ({ textHash: 't', length: 40, start: 0, isDue: true }))
    const pairs: FoundPair[] = []
    const comparer = {
      findCandidates: () => ({ pairs: new Int32Array(), next: null }),
      verify: () => ({ missing: [] }),
    }
    await comparePairs(
      { examples, signatures: new Int32Array(1000) },
      {
        run: 'r',
        threshold: 0.85,
        known: [],
        comparer,
        readTexts: async () => [],
        onPairs: async (told) => void pairs.push(...told),
      },
    )
    const links = linkOf(...pairs.map(({ a, b }): [number, number] => [a, b]))
    expect(links.length / 2).toBeLessThan((60 * 59) / 2)
    // the first, which has a pair with each, has no side
    const members = examples.map((_, i) =>
      member(`own ${i}`, {
        side: i === 0 || i > 55 ? null : i % 2 ? 'train' : 'test',
        isOpen: i > 0,
        changedAt: i,
      }),
    )
    expect((await straddlingPairs(members, links, (i) => members[i]!.side, pause)).length).toBeGreaterThan(0)
    const made = await plan(members, links)
    const inFile = members.flatMap((_, i) => inFiles(made)(i) ?? [])
    expect(inFile).toEqual(Array(28).fill('train'))
    // whoever is held hears why, and can't be told apart from a few alone
    const survey = {
      members: members.map((m, i) => ({ ...m, id: i, number: i })),
      links,
      kinds: pairs.map(({ alike }) => ({ by: 'near', alike })),
      plan: made,
    } as unknown as SplitSurvey
    const why = linksAcross(survey)
    const held = members.flatMap((_, i) => (made.held[i] ? [i] : []))
    expect(held.length).toBeGreaterThan(20)
    for (const i of held) expect(why(i).some(({ by, side }) => isWhole(by) && side === 'train')).toBe(true)
    // also where no pair of two sides is kept
    const apart = members.map((m, i): SplitTwoMember => ({ ...m, side: i > 11 && i < 20 ? 'test' : null }))
    apart[50] = { ...apart[50]!, side: 'train' }
    const seen = await straddlingPairs(apart, links, (i) => apart[i]!.side, pause)
    expect(seen.length).toBeGreaterThan(0)
  })

  test('one with a side keeps it, and every open one without gets one or is held', async () => {
    await fc.assert(
      fc.asyncProperty(someSet, someShares, async ([members, links], shares) => {
        const made = await plan(members, links, shares)
        for (const [i, { side, isOpen }] of members.entries()) {
          const now = plannedSide(made, i)
          if (side) expect(now).toBe(side)
          else if (isOpen) expect(now !== null).toBe(made.held[i] === 0)
          else expect(now).toBe(null)
        }
        expect(new Set(made.assigned).size).toBe(made.assigned.length)
      }),
    )
  })

  test('later examples move none: new ones come, others go to the trash or come back', async () => {
    await fc.assert(
      fc.asyncProperty(someSet, someSet, someShares, async ([before, links], [more], shares) => {
        const kept = keep(fresh(before), await plan(fresh(before), links, shares))
        const later = [...kept.map((m, i) => ({ ...m, isOpen: i % 2 === 0 })), ...fresh(more)]
        const made = await plan(later, links, { train: 0.5, validation: 0, test: 0.5 }, 99)
        for (const [i, { side }] of kept.entries()) if (side) expect(plannedSide(made, i)).toBe(side)
      }),
    )
  })

  test('does not depend on the order of the rows, nor on what the strata are called', async () => {
    await fc.assert(
      fc.asyncProperty(someSet, someShares, fc.nat(), async ([members, links], shares, seed) => {
        // places that nothing tells apart may change places
        const own = fresh(members).map((m, i) => ({ ...m, changedAt: i }))
        const order = own
          .map((_, i) => i)
          .sort((a, b) => ((a * 7919 + seed) % 61) - ((b * 7919 + seed) % 61) || a - b)
        const placeOf = new Map(order.map((i, place) => [i, place]))
        const made = await plan(own, links, shares)
        const again = await plan(
          order.map((i) => ({ ...own[i]!, strata: own[i]!.strata.map((s) => `x${s}`) })),
          links.map((i) => placeOf.get(i)!),
          shares,
        )
        expect(order.map((_, place) => plannedSide(again, place))).toEqual(
          order.map((i) => plannedSide(made, i)),
        )
      }),
    )
  })

  test('what is kept halfway comes out the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        someSet,
        someShares,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async ([set, links], shares, part) => {
          const members = fresh(set)
          const whole = await plan(members, links, shares)
          const done = new Set(whole.assigned.slice(0, Math.floor(part * whole.assigned.length)))
          const halfway = members.map((m, i) => (done.has(i) ? { ...m, side: plannedSide(whole, i) } : m))
          const rest = await plan(halfway, links, shares)
          expect([rest.sides, rest.held]).toEqual([whole.sides, whole.held])
        },
      ),
    )
  })

  test('each stratum ends within one group of its share, on two sides and on three', async () => {
    const groupsOfOneStratum = fc.array(
      fc.record({ stratum: fc.constantFrom('a', 'b', 'c'), size: fc.integer({ min: 1, max: 5 }) }),
      { minLength: 1, maxLength: 60 },
    )
    await fc.assert(
      fc.asyncProperty(groupsOfOneStratum, someShares, async (groups, shares) => {
        const members = groups.flatMap(({ stratum, size }, g) =>
          Array.from({ length: size }, (_, i) => member(`hash${g}.${i}`, { strata: [stratum] })),
        )
        let at = 0
        const links = groups.flatMap(({ size }) => {
          const own = Array.from({ length: size - 1 }, (_, i): [number, number] => [at + i, at + i + 1])
          at += size
          return own
        })
        const made = await plan(members, linkOf(...links), shares)
        for (const stratum of ['a', 'b', 'c']) {
          const inside = members.flatMap((m, i) => (m.strata[0] === stratum ? [plannedSide(made, i)] : []))
          const largest = Math.max(0, ...groups.filter((g) => g.stratum === stratum).map((g) => g.size))
          for (const side of sides) {
            const gap = Math.abs(inside.filter((s) => s === side).length - shares[side] * inside.length)
            expect(gap).toBeLessThanOrEqual(largest)
          }
        }
      }),
    )
  })

  test('is the same for ever: these sides are pinned', async () => {
    const members = Array.from({ length: 24 }, (_, i) => member(`hash${i}`, { strata: [i % 3 ? 'a' : 'b'] }))
    const made = await plan(members, linkOf([0, 1], [1, 2]), { train: 0.6, validation: 0.2, test: 0.2 })
    expect(members.map((_, i) => plannedSide(made, i)?.slice(0, 2)).join(' ')).toMatchInlineSnapshot(
      `"va va va tr va tr tr tr tr te te tr va tr te tr tr tr tr tr tr tr tr te"`,
    )
  })

  test('a new one takes the side of what it is linked to, also of what is in the trash', async () => {
    const members = [
      member('a', { side: 'test' }),
      member('b', { side: 'validation', sourceKey: 's', isOpen: false }),
      member('c', { side: 'test' }),
      member('a'),
      member('d', { sourceKey: 's' }),
      member('e'),
      member('f'),
    ]
    const made = await plan(members, linkOf([2, 5], [5, 6]))
    expect([3, 4, 5, 6].map((i) => plannedSide(made, i))).toEqual(['test', 'validation', 'test', 'test'])
  })

  test('one that is linked to both sides is held, with the new ones that hang on it', async () => {
    const members = [member('a', { side: 'train' }), member('b', { side: 'test' }), member('c'), member('d')]
    const made = await plan(members, linkOf([0, 2], [1, 3], [2, 3]))
    expect([...made.held]).toEqual([0, 0, 1, 1])
    expect(made.assigned).toEqual([])
    const accepted = await plan(members, linkOf([0, 2], [1, 3]))
    expect([2, 3].map((i) => plannedSide(accepted, i))).toEqual(['train', 'test'])
  })

  test('an edit that makes a straddling pair holds the edited one, for as long as they are linked', async () => {
    const members = [
      member('a', { side: 'train', changedAt: 5 }),
      member('b', { side: 'test', changedAt: 1 }),
    ]
    const made = await plan(members, linkOf([0, 1]))
    expect([...made.held]).toEqual([1, 0])
    // the other one is edited later: the one that is held stays held
    const later = keep(members, made).map((m, i) => ({ ...m, changedAt: i === 1 ? 9 : m.changedAt }))
    expect([...(await plan(later, linkOf([0, 1]))).held]).toEqual([1, 0])
    const apart = await plan(later)
    expect([[...apart.held], plannedSide(apart, 0)]).toEqual([[0, 0], 'train'])
  })

  test('a pinned one stays before others', async () => {
    const members = [
      member('a', { side: 'train', changedAt: 9, isPinned: true }),
      member('b', { side: 'test', changedAt: 1 }),
    ]
    expect([...(await plan(members, linkOf([0, 1]))).held]).toEqual([0, 1])
  })
})
