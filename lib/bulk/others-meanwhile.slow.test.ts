import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { engine } from '@/lib/db/engine'
import { saveExample } from '@/lib/examples/commands/save-example'
import { newOperationId } from '@/lib/result/operation-id'
import { addMany, bulkOn, lineOf, rewriteStart } from '@/lib/testing/bulk'
import { share } from '@/lib/testing/share'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'

const count = share(engine === 'sqlite' ? 4_000 : 1_500, 100_000)

useStudio()

it('G30: others save within a second while a bulk edit works', { timeout: 1_800_000 }, async () => {
  const datasetId = await makeDataset()
  const filler = 'The parcel left our warehouse and is on its way to you. '.repeat(12)
  await addMany(datasetId, count, (i) =>
    lineOf(`Where is order ${i}?`, `Sure. ${filler}`, 'And the other?', `An old answer ${i}. ${filler}`),
  )
  const other = await makeUser('reviewer', datasetId)
  const { start, ended, get } = bulkOn(datasetId)
  const began = performance.now()
  const { id } = await start(
    {
      type: 'replace',
      find: 'old (\\w+)',
      with: 'new $1',
      pattern: true,
      matchCase: true,
      wholeWord: false,
      roles: ['assistant'],
      toolArguments: false,
    },
    { q: '' },
  )
  const times: number[] = []
  let works = true
  const run = ended(id).finally(() => {
    works = false
  })
  // how many ended before the run did: at once, a save waits for one batch at most
  let before = 0
  for (let i = 0; works; i++) {
    const number = 1 + ((i * 7919) % count)
    const { revision } = await get(number)
    const from = performance.now()
    await saveExample(
      other,
      { datasetId, number },
      { operationId: newOperationId(), revision, edits: [rewriteStart('m1', '', '. ')] },
    )
    times.push(performance.now() - from)
    if (works) before++
    await sleep(20)
  }
  const done = await run
  const seconds = (performance.now() - began) / 1_000
  times.sort((a, b) => a - b)
  const p99 = times[Math.floor(times.length * 0.99)]!
  if (process.env.FINECUT_FIGURES)
    appendFileSync(
      process.env.FINECUT_FIGURES,
      `${JSON.stringify({ count, perSecond: Math.round(count / seconds), saves: times.length, p50: times[times.length >> 1], p99, max: times.at(-1) })}\n`,
    )
  expect(done).toMatchObject({ state: 'done', changed: count, failed: 0 })
  expect(before).toBeGreaterThan(0)
  // the short share may run beside anything
  expect(p99).toBeLessThan(share(30_000, 1_000))
})
