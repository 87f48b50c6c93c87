import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { readYaml } from './yaml'
import { readYamlAside } from './yaml-thread'

it.each([
  ['more records than one batch', '- {a: "환불", b: [1.0, null]}\n'.repeat(1_201), [500, 500, 201]],
  ['records that are no JSON', '- a\n- .nan\n', [2]],
  ['a text that is refused', '- a: 1\n  a: 2\n', [1]],
  ['nothing', '# a\n', []],
])('a thread reads %s as they stand', async (_, text, sizes) => {
  const batches = []
  for await (const batch of readYamlAside(text)) batches.push(batch)
  expect(batches.map((batch) => batch.length)).toEqual(sizes)
  expect(batches.flat()).toEqual(readYaml(text))
})

it('others get their turn while a thread reads', async () => {
  let turns = 0
  let isDone = false
  const others = (async () => {
    for (; !isDone; turns++) await turn()
  })()
  for await (const _ of readYamlAside('- a: 1\n'.repeat(10_000))) isDone = true
  await others
  expect(turns).toBeGreaterThan(0)
})
