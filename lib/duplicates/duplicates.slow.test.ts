import { afterEach, describe, expect, it } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { compareDataset } from '@/lib/jobs/duplicates/compare-dataset'
import { comparisonQueue, startComparisonJob } from '@/lib/jobs/duplicates/run'
import { startJob } from '@/lib/jobs/room'
import { newOperationId } from '@/lib/result/operation-id'
import { isCompared } from '@/lib/splits/adopted'
import { addMany, bulkOn, lineOf } from '@/lib/testing/bulk'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { cancelComparison } from './commands/cancel-comparison'
import { keepOne } from './commands/keep-one'
import { setApart } from './commands/set-apart'
import { startComparison } from './commands/start-comparison'
import { getComparison, getDuplicates } from './queries'
import type { ComparisonRow } from './schema'
import { dropFormerPairs, dropPairsOf, type PairKey, setPairs } from './writes'

const once = () => ({ operationId: newOperationId() })
const long = 'When does my parcel arrive, and can I still change the address it is sent to by the courier?'
const other = 'I want to cancel the order that I placed yesterday and have the money back on my card soon.'

async function compare(datasetId: string, threshold?: number): Promise<ComparisonRow> {
  const { id: runId } = await startComparison(local, datasetId, { ...once(), threshold })
  for (;;) {
    const row = await getComparison(local, { datasetId, runId })
    if (row.state !== 'running') return row
    await new Promise((go) => setTimeout(go, 5))
  }
}
const numbersOf = async (datasetId: string) =>
  (await getDuplicates(local, datasetId)).page.map(({ numbers }) => numbers)

describe('near-duplicates', () => {
  useStudio()

  async function make() {
    const datasetId = await makeDataset()
    const bulk = bulkOn(datasetId)
    await bulk.add(
      lineOf(long, 'Tomorrow.'),
      lineOf(other, 'Done.'),
      lineOf(`${long} Thanks!`, 'Tomorrow.'),
      lineOf('system: Be brief.', `${other}`, 'Done.'),
      lineOf('Something else entirely, about nothing that was said above.', 'Yes.'),
    )
    return { datasetId, bulk }
  }

  it('are found, and none before anything was compared', async () => {
    const { datasetId } = await make()
    expect(await getDuplicates(local, datasetId)).toMatchObject({
      latest: null,
      threshold: null,
      due: 5,
      page: [],
    })
    expect(await compare(datasetId)).toMatchObject({ state: 'done', looked: 5, threshold: 0.85 })
    const found = await getDuplicates(local, datasetId)
    expect(found).toMatchObject({ due: 0, clusters: 2, examples: 4, threshold: 0.85, next: null })
    expect(found.page.map(({ numbers }) => numbers)).toEqual([
      [1, 3],
      [2, 4],
    ])
    expect(found.page.map(({ alike }) => alike === 1)).toEqual([false, true])
    expect((await getDuplicates(local, datasetId, { cluster: 3 })).page.map((c) => c.numbers)).toEqual([
      [1, 3],
    ])
    expect((await getDuplicates(local, datasetId, { after: 1 })).page.map((c) => c.numbers)).toEqual([[2, 4]])
  })

  it('follow an edit, a new example and the trash, and say what is due', async () => {
    const { datasetId, bulk } = await make()
    await compare(datasetId)
    await bulk.save(3, [
      {
        type: 'edit-text',
        messageId: 'm1',
        path: ['content'],
        at: 0,
        remove: long,
        insert: 'No more of that.',
      },
    ])
    await bulk.add(lineOf(long, 'Tomorrow.'))
    expect(await getDuplicates(local, datasetId)).toMatchObject({ due: 2, clusters: 2 })
    expect((await getDuplicates(local, datasetId)).page[0]!.members.map(({ isStale }) => isStale)).toEqual([
      false,
      true,
    ])
    expect(await compare(datasetId)).toMatchObject({ looked: 2 })
    expect(await numbersOf(datasetId)).toEqual([
      [1, 6],
      [2, 4],
    ])
    await bulk.save(4, [{ type: 'set-trashed', from: false, to: true }])
    expect(await numbersOf(datasetId)).toEqual([[1, 6]])
    expect(await getDuplicates(local, datasetId)).toMatchObject({ due: 0 })
  })

  it('of one text whose first example changes stay together', async () => {
    const datasetId = await makeDataset()
    const bulk = bulkOn(datasetId)
    await bulk.add(lineOf(long, 'a'), lineOf(long, 'a'), lineOf(`${long} Yes`, 'a'), lineOf(long, 'a'))
    await compare(datasetId)
    await bulk.save(1, [
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: long, insert: 'Gone.' },
    ])
    await compare(datasetId)
    expect(await numbersOf(datasetId)).toEqual([[2, 3, 4]])
  })

  it('another threshold compares all again, without reading a text', async () => {
    const { datasetId } = await make()
    await compare(datasetId)
    expect(await compare(datasetId, 1)).toMatchObject({ looked: 0, threshold: 1 })
    expect(await numbersOf(datasetId)).toEqual([[2, 4]])
    expect(await db().duplicatePair.count({ where: { alike: { lt: 0.9 } } })).toBe(0)
    await compare(datasetId, 0.85)
    expect(await numbersOf(datasetId)).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('cut off while another threshold replaces them, nothing says any more that they were compared', async () => {
    const { datasetId } = await make()
    await compare(datasetId, 0.85)
    // all but its last transaction, as where the process dies
    const comparison = { runId: newId(), datasetId, threshold: 1, anew: true, onProgress: () => {} }
    await compareDataset({ ...comparison, signal: new AbortController().signal })
    expect(await getDuplicates(local, datasetId)).toMatchObject({
      threshold: null,
      comparedAt: null,
      page: [],
    })
    expect(await isCompared(db(), datasetId, 0.85)).toBe(false)
    await compare(datasetId, 0.85)
    expect(await numbersOf(datasetId)).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('that another comparison found are dropped at most 500 at a time', async () => {
    const { datasetId } = await make()
    const pairs = Array.from({ length: 1_001 }, (_, i) => ({ lowId: 1, highId: i + 2, alike: 0.9 }))
    await transaction((tx) => setPairs(tx, datasetId, 'former', pairs))
    await transaction((tx) => setPairs(tx, datasetId, 'new', [{ lowId: 1, highId: 2, alike: 0.9 }]))
    const left = () => db().duplicatePair.count()
    const drop = (after: PairKey | null) =>
      transaction((tx) => dropFormerPairs(tx, { datasetId, runId: 'new' }, after))
    const last = await drop(null)
    expect([last, await left()]).toEqual([{ lowId: 1, highId: 502 }, 501])
    expect(await drop(await drop(last))).toBe(null)
    expect(await left()).toBe(1)
    await transaction((tx) => setPairs(tx, datasetId, 'former', pairs))
    expect(await transaction((tx) => dropPairsOf(tx, 'new', [1]))).not.toBe(null)
    expect(await left()).toBe(501)
    // which are left is the database's choice
    const others = await db().duplicatePair.findMany({ where: { runId: 'former' }, take: 2 })
    const ids = others.map(({ highId }) => highId)
    expect(await transaction((tx) => dropPairsOf(tx, 'new', ids))).not.toBe(null)
    expect(await left()).toBe(499)
  })

  it('told apart are no cluster, until it is taken back or one says something else', async () => {
    const { datasetId, bulk } = await make()
    await compare(datasetId)
    const sets = [{ numbers: [1], of: [3] }]
    expect(await setApart(local, datasetId, { ...once(), sets, apart: true })).toEqual({ pairs: 1 })
    expect(await numbersOf(datasetId)).toEqual([[2, 4]])
    await compare(datasetId, 0.8)
    expect(await numbersOf(datasetId)).toEqual([[2, 4]])
    await bulk.save(3, [
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: '', insert: 'Hi! ' },
    ])
    await expect(setApart(local, datasetId, { ...once(), sets, apart: true })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'notCompared',
    })
    await compare(datasetId)
    expect(await numbersOf(datasetId)).toEqual([
      [1, 3],
      [2, 4],
    ])
    await setApart(local, datasetId, { ...once(), sets, apart: true })
    await setApart(local, datasetId, { ...once(), sets, apart: false })
    expect(await numbersOf(datasetId)).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('one is kept with the tags of all, the others are excluded; undone, all is as before', async () => {
    const { datasetId, bulk } = await make()
    await db().tagGroup.create({ data: { id: 'g', datasetId, name: 'G', kind: 'exclusive', position: 0 } })
    await db().tagGroup.create({ data: { id: 'h', datasetId, name: 'H', kind: 'open', position: 1 } })
    const tag = (id: string, groupId: string) =>
      db().tag.create({ data: { id, datasetId, groupId, name: id, color: 'red', position: 0 } })
    await tag('a', 'g')
    await tag('b', 'g')
    await tag('x', 'h')
    await bulk.save(1, [{ type: 'add-tag', tagId: 'a', messageId: null }])
    await bulk.save(3, [{ type: 'add-tag', tagId: 'b', messageId: null }])
    await bulk.save(3, [{ type: 'add-tag', tagId: 'x', messageId: null }])
    await compare(datasetId)
    const { id } = await keepOne(local, datasetId, { ...once(), clusters: 'all' })
    expect(await bulk.ended(id)).toMatchObject({
      state: 'done',
      changed: 3,
      action: { type: 'keep-one', tags: [] },
    })
    const stateOf = async (number: number) => {
      const { status, tags } = await bulk.get(number)
      return [status, ...tags.map(({ tagId }) => tagId).sort()]
    }
    expect(await stateOf(1)).toEqual(['draft', 'a', 'x'])
    expect([await stateOf(3), await stateOf(4)]).toEqual([['excluded', 'b', 'x'], ['excluded']])
    expect(await numbersOf(datasetId)).toEqual([])
    await expect(keepOne(local, datasetId, { ...once(), clusters: 'all' })).rejects.toMatchObject({
      reason: 'noClusters',
    })
    expect(await bulk.turn(id, true)).toMatchObject({ state: 'done', changed: 3 })
    expect([await stateOf(1), await stateOf(3)]).toEqual([
      ['draft', 'a'],
      ['draft', 'b', 'x'],
    ])
    expect(await numbersOf(datasetId)).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('many are compared in a thread, and one that is cut off on the way leaves them due', async () => {
    const datasetId = await makeDataset()
    await addMany(datasetId, 1_200, (i) =>
      lineOf(
        `${i % 100 === 0 ? 'The same question each time' : `Number ${i * 7919} of ${i ** 3}`} about the weather in spring`,
        'Rain.',
      ),
    )
    const cut = new AbortController()
    const comparison = { runId: newId(), datasetId, threshold: 0.85, anew: true, signal: cut.signal }
    const cutOff = compareDataset({ ...comparison, onProgress: () => cut.abort('cancelled') })
    await expect(cutOff).rejects.toBe('cancelled')
    expect(await getDuplicates(local, datasetId)).toMatchObject({ due: 1_200, threshold: null })
    expect(await compare(datasetId)).toMatchObject({ state: 'done', looked: 1_200 })
    const found = await getDuplicates(local, datasetId)
    expect(found.page[0]!.numbers).toEqual(Array.from({ length: 12 }, (_, i) => i * 100 + 1))
  })

  it('one that is cancelled while it waits leaves all due', async () => {
    const { datasetId } = await make()
    let letGo = () => {}
    const held = new Promise<void>((go) => {
      letGo = go
    })
    const before = startJob(newId(), comparisonQueue(datasetId), () => held)
    const { id: runId } = await startComparison(local, datasetId, once())
    await cancelComparison(local, { datasetId, runId }, once())
    letGo()
    await before
    await startComparisonJob({ runId, datasetId, actorId: 'local', threshold: 0.85 })
    expect(await getComparison(local, { datasetId, runId })).toMatchObject({ state: 'cancelled' })
    expect(await getDuplicates(local, datasetId)).toMatchObject({ due: 5, threshold: null })
  })

  it('nothing of a purged text is left to compare by', async () => {
    const { datasetId } = await make()
    await compare(datasetId)
    await setApart(local, datasetId, { ...once(), sets: [{ numbers: [1], of: [3] }], apart: true })
    expect(await purgesOf(datasetId, 'parcel').purge()).toMatchObject({ state: 'done' })
    expect(await db().duplicateSketch.count()).toBe(3)
    expect(await db().duplicateDecision.count()).toBe(0)
    expect(await getDuplicates(local, datasetId)).toMatchObject({ due: 2 })
  })

  it('refuse a stranger, and who may not decide', async () => {
    const { datasetId } = await make()
    const stranger = await makeUser()
    const viewer = await makeUser('viewer', datasetId)
    const reviewer = await makeUser('reviewer', datasetId)
    const { id: runId } = await startComparison(reviewer, datasetId, once())
    const sets = [{ numbers: [1], of: [3] }]
    const hidden = { code: 'not_found' }
    await expect(getDuplicates(stranger, datasetId)).rejects.toMatchObject(hidden)
    await expect(getComparison(stranger, { datasetId, runId })).rejects.toMatchObject(hidden)
    await expect(startComparison(stranger, datasetId, once())).rejects.toMatchObject(hidden)
    await expect(cancelComparison(stranger, { datasetId, runId }, once())).rejects.toMatchObject(hidden)
    await expect(keepOne(stranger, datasetId, { ...once(), clusters: 'all' })).rejects.toMatchObject(hidden)
    await expect(setApart(stranger, datasetId, { ...once(), sets, apart: true })).rejects.toMatchObject(
      hidden,
    )
    await expect(startComparison(viewer, datasetId, once())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(keepOne(reviewer, datasetId, { ...once(), clusters: 'all' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(setApart(reviewer, datasetId, { ...once(), sets, apart: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  afterEach(async () => {
    expect(await db().duplicateRun.count({ where: { state: 'failed' } })).toBe(0)
  })
})
