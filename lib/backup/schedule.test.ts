import { describe, expect, test } from 'vitest'
import { nextAfter, outdated, schedule } from './schedule'

test.each([
  ['0 3 * * *', true],
  ['*/15 * * * 1-5', true],
  ['0 3 * *', false],
  ['* * * * * *', false],
  ['61 3 * * *', false],
  ['every night', false],
  ['', false],
])('“%s” is a schedule: %s', (text, valid) => {
  expect(schedule.safeParse(text).success).toBe(valid)
})

test('the next time comes after the given one', () => {
  const after = new Date(2026, 0, 31, 3, 0)
  expect(nextAfter('0 3 * * *', after)).toEqual(new Date(2026, 1, 1, 3, 0))
  expect(nextAfter('0 3 30 2 *', after)).toBeNull()
  expect(nextAfter('nonsense', after)).toBeUndefined()
})

describe('which backups go', () => {
  const row = (id: string, kind: string, state: string, day: number) => ({
    id,
    kind,
    state,
    startedAt: new Date(2026, 0, day),
  })
  const rows = [
    row('by hand', 'manual', 'done', 1),
    row('first', 'scheduled', 'done', 2),
    row('broken', 'scheduled', 'failed', 3),
    row('second', 'scheduled', 'done', 4),
    row('third', 'scheduled', 'done', 5),
    row('broken late', 'scheduled', 'failed', 6),
    row('under way', 'scheduled', 'running', 7),
  ]
  test.each([
    [1, ['second', 'broken', 'first']],
    [2, ['broken', 'first']],
    [3, []],
    [9, []],
  ])('of three, %i stay: %j go', (count, ids) => {
    expect(outdated(rows, count).map(({ id }) => id)).toEqual(ids)
  })
})
