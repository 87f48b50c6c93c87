import { describe, expect, it } from 'vitest'
import { casesOf } from '@/bench/check-cases'
import { bars, measure, shareOf } from '@/bench/check-figures'
import { allChecks } from './all'
import { checkIds } from './words'

describe('shares and their intervals', () => {
  it.each([
    [0, 10, 0, 0, 0.278],
    [5, 10, 0.5, 0.237, 0.763],
    [10, 10, 1, 0.722, 1],
  ])('%i of %i', (some, all, share, from, to) => {
    const part = shareOf(some, all)!
    expect([part.share, part.from, part.to].map((value) => Number(value.toFixed(3)))).toEqual([
      share,
      from,
      to,
    ])
  })
  it('nothing has no share', () => expect(shareOf(0, 0)).toBeNull())
})

it('checks stand in the order of their ids, each once', () => {
  const ids = allChecks.map(({ id }) => id)
  expect(ids).toEqual(checkIds.filter((id) => ids.includes(id)))
})

const labelled = allChecks.filter(({ id }) => id !== 'structure')
describe.each(labelled.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const cases = casesOf(id)

  it('has at least 60 cases, in both languages, faulty and clean', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60)
    for (const lang of ['en', 'ko']) {
      const own = cases.filter((one) => one.lang === lang)
      expect(own.length).toBeGreaterThanOrEqual(20)
      expect(own.some(({ expect }) => expect.length === 0)).toBe(true)
      expect(own.some(({ expect }) => expect.length > 0)).toBe(true)
    }
  })

  it('reaches its bar on the half that it may be tuned on', () => {
    const { right, found, met, expected, misses } = measure(
      check,
      cases.filter(({ half }) => half === 'tune'),
    )
    const { precision, recall } = bars[id]!
    const seen = { precision: right / found >= precision, recall: met / expected >= recall }
    expect(seen, JSON.stringify(misses, null, 1)).toEqual({ precision: true, recall: true })
  })
})
