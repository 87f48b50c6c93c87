import { expect, test } from 'vitest'
import { planOfView, readView, writeView } from './view'

test('a view is its address, and what is as usual is not in it', () => {
  expect(writeView(readView(new URLSearchParams(), 'approved'), 'approved')).toBe('')
  const address = '?mode=mix&by=tokens&status=all&group=g1&seed=11&copies=5&keep=3%2C9&out=12&q=lang%3Ako'
  const view = readView(new URLSearchParams(address), 'approved')
  expect(view).toMatchObject({ mode: 'mix', seed: 11, copies: 5, keep: [3, 9], leaveOut: [12], q: 'lang:ko' })
  expect(writeView(view, 'approved')).toBe(address)
})

test('nonsense in an address is as usual', () => {
  const view = readView(new URLSearchParams('mode=sideways&seed=-1&copies=99&keep=a,0,7,1e3'), 'all')
  expect(view).toMatchObject({ mode: 'down', seed: null, copies: 3, keep: [7], status: 'all' })
})

test('a plan has the targets that stand on the tags', () => {
  const groups = [
    {
      tags: [
        { id: 'refusal', targetMin: null, targetMax: 0.08 },
        { id: 'answer', targetMin: 0.8, targetMax: null },
        { id: 'other', targetMin: null, targetMax: null },
      ],
    },
  ]
  expect(planOfView(readView(new URLSearchParams(), 'all'), groups).targets).toEqual([
    { tag: 'refusal', min: 0, max: 0.08 },
    { tag: 'answer', min: 0.8, max: 1 },
  ])
})
