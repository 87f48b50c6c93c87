import { beforeEach, describe, expect, it, vi } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { getDistribution } from '@/lib/distribution/queries'
import { countExamples, findAround, listExamples } from '@/lib/examples/queries/list'
import { pairsOf } from '@/lib/examples/row'
import { setDueSearchRows } from '@/lib/examples/writes/due'
import { addMany, bulkOn, lineOf, rewriteStart } from '@/lib/testing/bulk'
import { purgesOf } from '@/lib/testing/purge'
import { countSearchRows, leaveSearchDue } from '@/lib/testing/search-due'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { isIdle, stopJobs } from '../room'
import { indexTexts } from './index-texts'
import { catchUp, catchUpForLost } from './run'

const due = () => db().searchDue.count()

describe('while search rows are still to be made', () => {
  useStudio()
  let datasetId: string
  const found = async (q: string) => {
    const { rows } = await listExamples(local, datasetId, { q, sort: 'number' })
    return rows.map(({ number }) => number)
  }
  /** Now, and when they are made; none is there twice, and none of an example that is not. */
  async function expectFound(hits: Record<string, number[]>): Promise<void> {
    for (const [q, numbers] of Object.entries(hits)) expect([q, await found(q)]).toEqual([q, numbers])
    await catchUp()
    expect(await due()).toBe(0)
    expect(await countSearchRows()).toBe(await db().example.count())
    for (const [q, numbers] of Object.entries(hits)) expect([q, await found(q)]).toEqual([q, numbers])
  }
  beforeEach(async () => {
    datasetId = await makeDataset()
    await addMany(datasetId, 6, (i) => lineOf(i % 2 ? '배송 조회' : '환불 되나요', `Answer ${i}`))
    await leaveSearchDue(datasetId)
  })

  it('nothing is missed, and the count says of how many', async () => {
    expect(await countExamples(local, datasetId, '환불')).toMatchObject({ count: 3, total: 6, searchDue: 6 })
    expect(await countExamples(local, datasetId, 'status:draft')).toMatchObject({ count: 6, searchDue: 0 })
    expect(await countExamples(local, await makeDataset(), '환불')).toMatchObject({ count: 0, searchDue: 0 })
    expect((await getDistribution(local, datasetId, { q: '환불', by: 'examples' })).total).toBe(3)
    expect(await findAround(local, datasetId, 3, { q: '환불' })).toEqual({ previous: 1, next: 5 })
    await expectFound({
      환불: [1, 3, 5],
      '-환불': [2, 4, 6],
      '"answer 3"': [4],
    })
    expect(await countExamples(local, datasetId, '환불')).toMatchObject({ count: 3, searchDue: 0 })
  })

  it('a new text is found by its own words alone', async () => {
    await bulkOn(datasetId).save(1, [rewriteStart('m1', '환불', '교환')])
    expect(await due()).toBe(5)
    await expectFound({ 환불: [3, 5], 교환: [1] })
  })

  it('a text that came between reading and writing stays', async () => {
    const { id, text } = await db().example.findFirstOrThrow({ where: { number: 1 } })
    await bulkOn(datasetId).save(1, [rewriteStart('m1', '환불', '교환')])
    await transaction((tx) => setDueSearchRows(tx, [id], [[id, pairsOf(conversationOf(text))]]))
    await expectFound({ 환불: [3, 5], 교환: [1] })
  })

  it('many are changed, and changed back', async () => {
    const bulk = bulkOn(datasetId)
    const run = await bulk.run({ type: 'system', where: 'missing', text: '교환 안내' }, { q: '환불' })
    expect(run).toMatchObject({ state: 'done', changed: 3 })
    expect(await found('교환')).toEqual([1, 3, 5])
    await bulk.turn(run.id, true)
    await expectFound({ 환불: [1, 3, 5], 교환: [] })
  })

  it('what goes into the trash is found there', async () => {
    await bulkOn(datasetId).save(1, [{ type: 'set-trashed', from: false, to: true }])
    await expectFound({ 환불: [3, 5], 'in:trash 환불': [1] })
  })

  it('a text that is purged is gone', async () => {
    const row = await purgesOf(datasetId, '환불').purge()
    expect(row).toMatchObject({ state: 'done', examples: [1, 3, 5] })
    await expectFound({ 환불: [], 되나요: [1, 3, 5] })
  })

  it('goes on after a stop, and past examples that are gone', async () => {
    await db().searchDue.create({ data: { exampleId: 999_999, datasetId } })
    const [first] = await db().example.findMany({ where: { datasetId }, orderBy: { id: 'asc' } })
    await indexTexts([{ id: first!.id, datasetId, bytes: 1 }])
    void catchUp()
    await stopJobs()
    await expectFound({ 환불: [1, 3, 5] })
  })

  it.runIf(engine === 'postgresql')('another process does it where the one that began is gone', async () => {
    const other = { id: 'catch up x', owner: 'elsewhere', queue: 'catch up' }
    await db().job.create({ data: other })
    await catchUpForLost()
    expect([await due(), await isIdle('catch up')]).toEqual([6, false])
    await db().job.updateMany({ data: { heartbeatAt: new Date(0) } })
    await catchUpForLost()
    await vi.waitFor(async () => expect(await isIdle('catch up')).toBe(true), { timeout: 60_000 })
    await expectFound({ 환불: [1, 3, 5] })
  })
})
