import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { saveExample } from '@/lib/examples/commands/save-example'
import { recoverBulk } from '@/lib/jobs/bulk/recover'
import { stopJobs } from '@/lib/jobs/room'
import { listenHere } from '@/lib/live/hub'
import { newOperationId } from '@/lib/result/operation-id'
import { addMany, bulkOn, lineOf, rewriteStart } from '@/lib/testing/bulk'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { cancelBulk } from './commands/cancel-bulk'
import type { BulkAction } from './schema'

const count = 800
const replace: BulkAction = {
  type: 'replace',
  find: 'old',
  with: 'new',
  pattern: false,
  matchCase: true,
  wholeWord: false,
  roles: ['assistant'],
  toolArguments: false,
}

/** A run whose first batch is done: what is asked now is asked before three larger ones, however slow the machine is. */
async function start(as?: (datasetId: string) => Promise<Actor>) {
  const datasetId = await makeDataset()
  await addMany(datasetId, count, (i) => lineOf(`Question ${i}`, `An old answer ${i}`))
  const bulk = bulkOn(datasetId)
  let tell = () => {}
  const begun = new Promise<void>((go) => {
    tell = go
  })
  // the run tells of its first batch as soon as that stands
  const unsubscribe = listenHere(({ type }) => type === 'examples' && tell())
  const actor = as && (await as(datasetId))
  const { id } = await bulkOn(datasetId, actor).start(replace, { q: '' })
  await begun
  unsubscribe()
  return { datasetId, id, actor, ...bulk }
}
const countOf = (part: string) => db().example.count({ where: { text: { contains: part } } })

describe('a bulk run that does not come to its end', () => {
  useStudio()

  it('cancelled: what is done stays, the rest is untouched, and undo takes it back', async () => {
    const { datasetId, id, ended, turn } = await start()
    await cancelBulk(local, { datasetId, runId: id }, newOperationId())
    const run = await ended(id)
    expect(run.state).toBe('cancelled')
    expect(run.total).toBe(count)
    expect(run.changed).toBeLessThan(count)
    expect(await countOf('new answer')).toBe(run.changed)
    await expect(cancelBulk(local, { datasetId, runId: id }, newOperationId())).rejects.toMatchObject({
      reason: 'bulkOver',
    })
    expect(await turn(id, true)).toMatchObject({ state: 'done', changed: run.changed })
    expect(await countOf('old answer')).toBe(count)
  })

  it('cut off by the end of the process: the next start brings it to its end, each example once', async () => {
    const { id, ended } = await start()
    await stopJobs()
    expect(await db().bulkRun.findUnique({ where: { id } })).toMatchObject({ state: 'running' })
    await (await recoverBulk()).done
    expect(await ended(id)).toMatchObject({ state: 'done', changed: count, skipped: 0 })
    expect(await countOf('new answer')).toBe(count)
    expect(await db().example.count({ where: { revision: { not: 2 } } })).toBe(0)
  })

  it('undo of one that was cut off, before the next start: ends it, and takes back what it did', async () => {
    const { id, turn } = await start()
    await stopJobs()
    expect(await turn(id, true)).toMatchObject({ state: 'done', skipped: 0 })
    expect(await db().bulkRun.findUnique({ where: { id } })).toMatchObject({ state: 'cancelled' })
    expect(await countOf('old answer')).toBe(count)
  })

  it('undo while it works: stops it, and takes back what it did', async () => {
    const { id, ended, turn } = await start()
    const undo = await turn(id, true)
    expect((await ended(id)).state).toBe('cancelled')
    expect(undo).toMatchObject({ state: 'done', skipped: 0 })
    expect(await countOf('old answer')).toBe(count)
  })

  it('ends where whoever started it lost the right, and keeps what is done', async () => {
    const { id, actor, ended } = await start((datasetId) => makeUser('reviewer', datasetId))
    await db().membership.deleteMany({ where: { userId: actor!.id } })
    const run = await ended(id)
    expect(run).toMatchObject({ state: 'failed', message: 'not_found' })
    expect(await countOf('new answer')).toBe(run.changed)
  })

  it('saves that come meanwhile are kept, and the run works on what they left', async () => {
    const { datasetId, id, ended, get } = await start()
    const others = [count - 1, count, count - 200]
    await Promise.all(
      others.map((number) =>
        saveExample(
          local,
          { datasetId, number },
          { operationId: newOperationId(), revision: 1, edits: [rewriteStart('m2', 'An', 'My')] },
        ),
      ),
    )
    expect(await ended(id)).toMatchObject({ state: 'done', changed: count })
    for (const number of others)
      expect(JSON.parse((await get(number)).text).messages[1].content).toMatch(/^My new answer/)
  })
})
