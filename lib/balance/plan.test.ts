import { describe, expect, test } from 'vitest'
import { type Asked, groups, many, member, plan } from '@/lib/testing/balance-plan'
import { readTargets } from './groups'
import { sameContent, whyLeftOut } from './order'

const thousand = [...many(600, 1, ['refusal']), ...many(400, 601, ['answer'])]

describe('a plan', () => {
  test('leaves out as many as the target asks, and says what else would do', async () => {
    const { row, ...found } = await plan(thousand, { targets: { refusal: 0.05 } })
    expect(row('refusal')).toMatchObject({
      before: 600,
      after: 21,
      leaveOut: 579,
      repeat: 0,
      write: 0,
      state: 'within',
    })
    expect(row('answer')).toMatchObject({ before: 400, after: 400, leaveOut: 0 })
    expect(found).toMatchObject({ before: 1000, after: 421, leftOut: 579, repeats: 0 })
    expect(found.advice).toEqual({ leaveOut: 579, write: 11_000, copies: 29 })
  })

  test('writes what is missing, with nothing left out', async () => {
    const { row, copies } = await plan(thousand, { mode: 'write', targets: { refusal: 0.05 } })
    expect(row('answer')).toMatchObject({ after: 11_400, write: 11_000 })
    expect([...copies].every((times) => times === 1)).toBe(true)
  })

  test('repeats in train alone, evenly, and not above the limit', async () => {
    const members = [...many(80, 1, ['answer']), ...many(20, 81, ['refusal'])]
    const inTrain = (at: number) => at % 2 === 0
    const some = await plan(members, { mode: 'up', targets: { refusal: [0.25, 0.5] }, inTrain })
    expect(some.row('refusal')).toMatchObject({ before: 20, after: 27, repeat: 7, state: 'within' })
    expect([...some.copies].filter((times, at) => times > 1 && !inTrain(at))).toEqual([])
    expect(Math.max(...some.copies)).toBe(2)
    const much = await plan(members, { mode: 'up', targets: { refusal: 0.6 }, inTrain })
    expect(much.row('refusal')).toMatchObject({ after: 40, repeat: 20, state: 'under', blockedBy: 'refusal' })
    const over = await plan(thousand, { mode: 'up', targets: { refusal: 0.05 } })
    expect(over.row('refusal')).toMatchObject({ repeat: 0, state: 'over', blockedBy: 'answer' })
    const alone = await plan(many(20, 1, ['refusal']), { mode: 'up', targets: { refusal: 0.05 } })
    expect(alone.row('refusal')).toMatchObject({ state: 'over', blockedBy: 'refusal' })
    const mixed = await plan(members, { mode: 'mix', targets: { refusal: 0.6 }, inTrain })
    expect(mixed.row('refusal')).toMatchObject({ state: 'within' })
  })

  test('takes tags of other groups as caps, and names who blocks', async () => {
    const members = [
      ...many(50, 1, ['answer', 'long']),
      ...many(50, 51, ['answer']),
      ...many(50, 101, ['refusal', 'long']),
    ]
    const capped = await plan(members, { targets: { refusal: [0, 0.4], long: [0, 0.2] } })
    expect(capped.row('long').after / capped.after).toBeLessThanOrEqual(0.2)
    expect(capped.row('long').state).toBe('within')
    expect(capped.after).toBeGreaterThan(55)
    const never = await plan(members, { targets: { refusal: 0.4, hostile: [0.1, 1] } })
    expect(never.row('hostile')).toMatchObject({ state: 'under', blockedBy: 'hostile' })
    expect(never.row('refusal')).toMatchObject({ state: 'within' })
    const torn = await plan(members, { targets: { refusal: 0.4, long: [0, 0.1] } })
    expect(torn.row('long')).toMatchObject({ state: 'over', blockedBy: 'refusal' })
  })

  test('follows the stated order, and what a lead keeps or takes out', async () => {
    const members = [
      member(1, ['refusal'], { likeness: 0.93 }),
      member(2, ['refusal'], { problems: 2 }),
      member(3, ['refusal'], { trainedTokens: 2 }),
      member(4, ['refusal']),
      ...many(1, 5, ['answer']),
    ]
    const gone = async (more: Partial<Asked> = {}) => {
      const { copies } = await plan(members, { targets: { refusal: 0.5 }, ...more })
      return members.filter((_, i) => copies[i] === 0).map(({ number }) => number)
    }
    expect(await gone()).toEqual([1, 2, 3])
    expect(await gone({ keep: new Set([1]) })).toEqual([2, 3, 4])
    expect(await gone({ leaveOut: new Set([4]) })).toEqual([1, 2, 4])
    expect(members.slice(0, 3).map((one) => whyLeftOut(one, members[3]))).toEqual([
      'duplicate',
      'problems',
      'tokens',
    ])
    expect(
      sameContent([
        { number: 4, contentHash: 'a' },
        { number: 2, contentHash: 'a' },
      ]),
    ).toEqual(new Map([[4, 2]]))
  })

  test('reads targets by id, by name and by group, and names what is unknown', () => {
    const of = (tag: string) => ({ tag, min: 0, max: 1 })
    const read = readTargets(groups, ['long', 'outcome/clarification', 'nothing'].map(of))
    expect(read.targets.map(({ tagId }) => tagId)).toEqual(['clarify', 'long'])
    expect(read.unknown).toEqual(['nothing'])
  })
})
