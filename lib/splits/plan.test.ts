import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findStraddles, type SplitMember } from './groups'
import { orderOf } from './order'
import { planSplit, sideAt } from './plan'
import type { Side } from './schema'

const pause = () => Promise.resolve()

function member(contentHash: string, more: Partial<SplitMember> = {}): SplitMember {
  return { contentHash, sourceKey: null, strata: ['all'], side: null, selected: true, ...more }
}
const plan = (members: SplitMember[], trainShare = 0.9, seed = 7) =>
  planSplit(members, trainShare, orderOf(seed), pause)

async function sidesOf(members: SplitMember[], trainShare = 0.9, seed = 7): Promise<Side[]> {
  const made = await plan(members, trainShare, seed)
  return members.map((_, i) => sideAt(made, i))
}
const keep = (members: SplitMember[], sides: Side[]) => members.map((m, i) => ({ ...m, side: sides[i]! }))

const someMembers = fc.array(
  fc.record({
    contentHash: fc.integer({ min: 0, max: 60 }).map((n) => `hash${n}`),
    sourceKey: fc.option(
      fc.integer({ min: 0, max: 30 }).map((n) => `source${n}`),
      { freq: 2 },
    ),
    strata: fc.uniqueArray(fc.constantFrom('answer', 'refusal', 'clarification'), {
      minLength: 1,
      maxLength: 2,
    }),
    side: fc.constant(null),
    selected: fc.constant(true),
  }),
  { maxLength: 80 },
)
const someShare = fc.constantFrom(0, 0.1, 0.5, 0.75, 0.9, 1)

describe('split/1', () => {
  test('gives the share that was asked for, to half an example', async () => {
    const members = Array.from({ length: 45 }, (_, i) => member(`hash${i}`))
    const sides = await sidesOf(members)
    expect(sides.filter((side) => side === 'test').length).toBeGreaterThanOrEqual(4)
    expect(sides.filter((side) => side === 'test').length).toBeLessThanOrEqual(5)
  })

  test('is the same for ever: these sides are pinned', async () => {
    const members = Array.from({ length: 20 }, (_, i) => member(`hash${i}`))
    const sides = await sidesOf(members, 0.8, 7)
    expect(sides.flatMap((side, i) => (side === 'test' ? [i] : []))).toMatchInlineSnapshot(`
      [
        0,
        5,
        10,
        12,
      ]
    `)
    expect(await sidesOf(members, 0.8, 8)).not.toEqual(sides)
  })

  test.each([0, 1])('a train share of %d leaves the other side empty', async (share) => {
    const members = Array.from({ length: 12 }, (_, i) => member(`hash${i}`))
    expect(new Set(await sidesOf(members, share))).toEqual(new Set([share === 1 ? 'train' : 'test']))
  })

  test('never puts duplicates or one source on both sides', async () => {
    await fc.assert(
      fc.asyncProperty(someMembers, someShare, async (members, share) => {
        const made = await plan(members, share)
        expect(await findStraddles(members, (i) => sideAt(made, i), pause)).toEqual([])
      }),
    )
  })

  test('does not depend on the order of the rows', async () => {
    const shuffled = someMembers.chain((members) =>
      fc.tuple(
        fc.constant(members),
        fc.shuffledSubarray(
          members.map((_, i) => i),
          { minLength: members.length },
        ),
      ),
    )
    await fc.assert(
      fc.asyncProperty(shuffled, someShare, async ([members, order], share) => {
        const sides = await sidesOf(members, share)
        const again = await sidesOf(
          order.map((i) => members[i]!),
          share,
        )
        expect(again).toEqual(order.map((i) => sides[i]))
      }),
    )
  })

  test('does not depend on what the strata are called', async () => {
    const names: Record<string, string> = { answer: 'x9', refusal: 'b1', clarification: 'm4' }
    await fc.assert(
      fc.asyncProperty(someMembers, someShare, async (members, share) => {
        const renamed = members.map((m) => ({ ...m, strata: m.strata.map((s) => names[s]!) }))
        expect(await sidesOf(renamed, share)).toEqual(await sidesOf(members, share))
      }),
    )
  })

  test('adding examples moves none that has a side', async () => {
    await fc.assert(
      fc.asyncProperty(someMembers, someMembers, someShare, async (before, added, share) => {
        const sides = await sidesOf(before, share)
        const later = await sidesOf([...added, ...keep(before, sides)], 0.5, 99)
        expect(later.slice(added.length)).toEqual(sides)
      }),
    )
  })

  test('what is kept halfway comes out the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        someMembers,
        someShare,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (members, share, part) => {
          const whole = await plan(members, share)
          const done = new Set(whole.assigned.slice(0, Math.floor(part * whole.assigned.length)))
          const halfway = members.map((m, i) => (done.has(i) ? { ...m, side: sideAt(whole, i) } : m))
          expect((await plan(halfway, share)).sides).toEqual(whole.sides)
        },
      ),
    )
  })

  test('each stratum ends within one group of its share', async () => {
    const oneStratumEach = fc.array(
      fc.record({ stratum: fc.constantFrom('a', 'b', 'c'), size: fc.integer({ min: 1, max: 5 }) }),
      { minLength: 1, maxLength: 60 },
    )
    await fc.assert(
      fc.asyncProperty(oneStratumEach, someShare, async (groups, share) => {
        const members = groups.flatMap(({ stratum, size }, g) =>
          Array.from({ length: size }, (_, i) =>
            member(`hash${g}.${i}`, { sourceKey: `g${g}`, strata: [stratum] }),
          ),
        )
        const sides = await sidesOf(members, share)
        for (const stratum of ['a', 'b', 'c']) {
          const inside = members.flatMap((m, i) => (m.strata[0] === stratum ? [sides[i]] : []))
          const largest = Math.max(0, ...groups.filter((g) => g.stratum === stratum).map((g) => g.size))
          const gap = Math.abs(inside.filter((side) => side === 'train').length - share * inside.length)
          expect(gap).toBeLessThanOrEqual(largest / 2 + 1e-6)
        }
      }),
    )
  })

  test('a new example joins the side of its group, also of one that is not in this export', async () => {
    const members = [
      member('a', { side: 'test' }),
      member('b', { side: 'test', sourceKey: 'ticket 9', selected: false }),
      member('a'),
      member('c', { sourceKey: 'ticket 9' }),
      member('d', { sourceKey: 'ticket 10' }),
    ]
    expect((await sidesOf(members)).slice(2)).toEqual(['test', 'test', 'train'])
  })

  test('a new example never bridges two groups in silence', async () => {
    const members = [
      member('a', { side: 'train' }),
      member('b', { side: 'test', sourceKey: 's' }),
      member('a', { sourceKey: 's' }),
    ]
    const made = await plan(members)
    expect(sideAt(made, 2)).toBe('train')
    expect(await findStraddles(members, (i) => sideAt(made, i), pause)).toEqual([
      { train: 2, test: 1, by: 'source' },
    ])
  })

  test('a straddle is told of selected examples only', async () => {
    const members = [member('a', { side: 'train' }), member('a', { side: 'test', selected: false })]
    const made = await plan(members)
    expect(await findStraddles(members, (i) => sideAt(made, i), pause)).toEqual([])
  })
})
