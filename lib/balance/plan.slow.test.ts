import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { many, member, plan } from '@/lib/testing/balance-plan'
import { share } from '@/lib/testing/share'
import type { PlanMember } from './order'
import type { BalanceMeasure, BalanceMode } from './schema'

const tagIds = fc.tuple(
  fc.constantFrom([], ['answer'], ['refusal'], ['clarify']),
  fc.subarray(['long', 'hostile']),
)
const anyMembers = fc
  .array(
    fc.record({
      tags: tagIds,
      units: fc.integer({ min: 0, max: 40 }),
      problems: fc.integer({ min: 0, max: 2 }),
      trainedTokens: fc.integer({ min: 0, max: 5 }),
      likeness: fc.constantFrom(0, 0, 0, 0.9, 1),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((rows) => rows.map(({ tags, ...row }, i) => member(i + 1, tags.flat(), row)))
const band = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]): [number, number] => [Math.min(a, b) / 100, Math.max(a, b) / 100])
const anyTargets = fc.dictionary(fc.constantFrom('answer', 'refusal', 'clarify', 'long', 'hostile'), band, {
  minKeys: 1,
})
const anyMode = fc.constantFrom<BalanceMode>('down', 'up', 'write', 'mix')
const anyMeasure = fc.constantFrom<BalanceMeasure>('examples', 'turns', 'tokens')

describe('any plan', () => {
  test('has every target within one unit, or names what blocks it', async () => {
    await fc.assert(
      fc.asyncProperty(anyMembers, anyTargets, anyMode, anyMeasure, async (rows, targets, mode, by) => {
        const members = by === 'examples' ? rows.map((row) => ({ ...row, units: 1 })) : rows
        const {
          rows: found,
          after,
          copies,
        } = await plan(members, { mode, by, targets, inTrain: (at) => at % 3 > 0 })
        const unit = by === 'examples' ? 1 : Math.max(1, ...members.map(({ units }) => units))
        for (const row of found) {
          if (row.min === null || row.max === null) continue
          const reached = row.after < row.max * after + unit && row.after > row.min * after - unit
          expect(reached || row.blockedBy !== null).toBe(true)
        }
        for (const [i, times] of copies.entries()) {
          expect(times).toBeLessThanOrEqual(3)
          if (times > 1) expect(i % 3).toBeGreaterThan(0)
        }
        if (mode === 'up' || mode === 'write') expect([...copies].every((times) => times > 0)).toBe(true)
        for (const row of found)
          if (by === 'examples') expect(row.before - row.leaveOut + row.repeat + row.write).toBe(row.after)
      }),
      { numRuns: share(300, 6000) },
    )
  })

  test('of one group reaches whatever can be reached by leaving out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...['a', 'b', 'c', 'd'].map(() => fc.integer({ min: 1, max: 300 }))),
        fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
        async ([answers, refusals, questions, bare], [first, second]) => {
          const members = [
            ...many(answers!, 1, ['answer']),
            ...many(refusals!, 1001, ['refusal']),
            ...many(questions!, 2001, ['clarify']),
            ...many(bare!, 3001, []),
          ]
          const shares = { refusal: first / 100, clarify: second / 100 }
          const { row, after } = await plan(members, { targets: shares })
          for (const [tagId, share] of Object.entries(shares)) {
            expect(row(tagId)).toMatchObject({ state: 'within', blockedBy: null })
            expect(Math.abs(row(tagId).after - share * after)).toBeLessThan(1)
          }
          // one more could only stay at the price of a target
          const bound = Math.min(
            refusals! / shares.refusal,
            questions! / shares.clarify,
            (answers! + bare!) / (1 - shares.refusal - shares.clarify),
          )
          expect(after).toBeGreaterThan(bound - 100)
        },
      ),
      { numRuns: share(200, 4000) },
    )
  })

  test('with the same seed chooses the same, in whatever order it is given', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyMembers,
        anyTargets,
        anyMode,
        fc.nat(1000),
        async (members, targets, mode, seed) => {
          const whole = members.map((row) => ({ ...row, units: 1 }))
          const chosen = async (list: PlanMember[]) => {
            const { copies } = await plan(list, { mode, targets, seed })
            return new Map(list.map(({ number }, i) => [number, copies[i]] as const))
          }
          const other = await chosen([...whole].reverse())
          for (const [number, times] of await chosen(whole)) expect(other.get(number)).toBe(times)
        },
      ),
      { numRuns: share(150, 3000) },
    )
  })
})
