import { expect, test } from 'vitest'
import { mergeFrames } from './frames'
import type { Frame } from './schema'

const turns = (count: number): Frame[] =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? ['u', 10, -1] : ['a', 5, i % 4 === 1 ? 1 : 0]))

test('a short strip stays as it is', () => {
  const frames = turns(60)
  expect(mergeFrames(frames, 60)).toEqual({ frames, size: 1 })
})

test('a long one holds every token in at most so many frames, trained where one of its turns is', () => {
  const { frames, size } = mergeFrames(turns(2_001), 60)
  expect(frames).toHaveLength(Math.ceil(2_001 / size))
  expect(frames.length).toBeLessThanOrEqual(60)
  expect(frames.reduce((sum, f) => sum + f[1], 0)).toBe(1_001 * 10 + 1_000 * 5)
  expect(frames[0]).toEqual(['a', 17 * 10 + 17 * 5, 1])
})

test('context beside weight 0 shows as weight 0', () => {
  expect(
    mergeFrames(
      [
        ['u', 1, -1],
        ['a', 2, 0],
      ],
      1,
    ).frames,
  ).toEqual([['a', 3, 0]])
})
