import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { db, transaction } from '@/lib/db/client'
import { setApart } from '@/lib/duplicates/commands/set-apart'
import { startComparison } from '@/lib/duplicates/commands/start-comparison'
import { getComparison } from '@/lib/duplicates/queries'
import { setSplits } from '@/lib/examples/writes/splits'
import { exportToFolder } from '@/lib/exports/commands/export-to-folder'
import { checkExport } from '@/lib/exports/queries'
import { recipe } from '@/lib/exports/schema'
import { moveLinked } from '@/lib/jobs/split/move-group'
import { keepPlaces, surveyStored } from '@/lib/jobs/split/place-examples'
import { recoverSplits } from '@/lib/jobs/split/recover'
import { newOperationId } from '@/lib/result/operation-id'
import { addMany, bulkOn, lineOf } from '@/lib/testing/bulk'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { acceptHeld } from './commands/accept-held'
import { adoptSplit } from './commands/adopt-split'
import { moveGroup } from './commands/move-group'
import { placeNew } from './commands/place-new'
import { getSplit, getSplitReport, getSplitRun, listSplitRuns } from './queries'
import type { Side, SplitTwoSettings } from './schema'
import { addSplitRun } from './writes'

const once = () => ({ operationId: newOperationId() })
const settings: SplitTwoSettings = {
  seed: 7,
  trainShare: 0.8,
  validationShare: 0,
  groupIds: [],
  threshold: 0.85,
}
const topic = (i: number) =>
  `Question ${i ** 3}: my order ${i * 7919} of the ${['lamp', 'chair', 'table', 'shelf', 'desk'][i % 5]} is ${i} days late now`
const answer = (i: number) => `Answer number ${i * i + 11}, for you alone.`

async function compare(datasetId: string): Promise<void> {
  const { id: runId } = await startComparison(local, datasetId, { ...once(), threshold: 0.85 })
  while ((await getComparison(local, { datasetId, runId })).state === 'running')
    await new Promise((go) => setTimeout(go, 5))
}

describe('split/2', () => {
  useStudio()
  let home: string
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'finecut-split-'))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  let serial = 0
  async function exported(datasetId: string) {
    const outDir = join(home, `out${++serial}`)
    const manifest = await exportToFolder(local, {
      datasetId,
      recipe: recipe.parse({ status: 'all' }),
      outDir,
    })
    const numbers = (side: string) => {
      const isThere = manifest.files.some(({ name }) => name === `${side}.lines.jsonl`)
      if (!isThere) return []
      const lines = readFileSync(join(outDir, `${side}.lines.jsonl`), 'utf8')
        .split('\n')
        .slice(0, -1)
      return lines.map((line) => (JSON.parse(line) as { example: number }).example)
    }
    return { manifest, train: numbers('train'), validation: numbers('validation'), test: numbers('test') }
  }

  async function make(count = 20) {
    const datasetId = await makeDataset()
    const bulk = bulkOn(datasetId)
    await bulk.add(...Array.from({ length: count }, (_, i) => lineOf(topic(i + 1), answer(i + 1))))
    return { datasetId, bulk }
  }
  /** What a run came to. */
  async function ended(datasetId: string, started: Promise<{ id: string }>) {
    const { id: runId } = await started
    for (;;) {
      const { state, placed, held } = await getSplitRun(local, { datasetId, runId })
      if (state !== 'running') return { state, placed, held }
      await new Promise((go) => setTimeout(go, 5))
    }
  }
  const adopt = (datasetId: string, more: Partial<SplitTwoSettings> = {}, anew = false) =>
    ended(datasetId, adoptSplit(local, datasetId, { ...once(), settings: { ...settings, ...more }, anew }))
  const move = (datasetId: string, number: number, side: Side | null) =>
    ended(datasetId, moveGroup(local, datasetId, { ...once(), number, side }))
  /** Makes two examples near-duplicates of a third text, which is given. */
  async function plant(bulk: ReturnType<typeof bulkOn>, a: number, b: number): Promise<string> {
    const story =
      'and here is the whole story once again, since nobody who works there has answered me until now'
    const text = `${topic(a)} ${story}, as I said before: ${topic(b)} ${story.toUpperCase()}, and thank you very much for it`
    for (const [number, more] of [
      [a, 'Yes'],
      [b, 'Now'],
    ] as const)
      await bulk.save(number, [
        {
          type: 'edit-text',
          messageId: 'm1',
          path: ['content'],
          at: 0,
          remove: topic(number),
          insert: `${text} ${more}`,
        },
      ])
    return text
  }

  it('is adopted only where all is compared, and exports go on by split/1 until then', async () => {
    const { datasetId } = await make()
    await exported(datasetId)
    expect((await getSplit(local, datasetId)).rule?.rule).toBe('split/1')
    await expect(adopt(datasetId)).rejects.toMatchObject({ code: 'conflict', reason: 'compareFirst' })
    await expect(placeNew(local, datasetId, once())).rejects.toMatchObject({ reason: 'splitNotAdopted' })
    await compare(datasetId)
    await expect(adopt(datasetId, { threshold: 0.9 })).rejects.toMatchObject({ reason: 'compareFirst' })
    const before = await exported(datasetId)
    expect(await adopt(datasetId, { trainShare: 0.5 })).toEqual({ state: 'done', placed: 0, held: 0 })
    const after = await exported(datasetId)
    expect([after.train, after.test]).toEqual([before.train, before.test])
    expect(after.manifest.recipe).toMatchObject({
      rule: 'split/2',
      trainShare: 0.5,
      threshold: 0.85,
      seed: 7,
    })
    expect((await getSplit(local, datasetId)).rule?.rule).toBe('split/2')
  })

  it('gives each its share, a validation part too, and the same in an empty dataset', async () => {
    const { datasetId } = await make()
    await compare(datasetId)
    const wanted = { trainShare: 0.5, validationShare: 0.25 }
    const preview = await getSplitReport(local, datasetId, { settings: { ...settings, ...wanted } })
    expect(preview).toMatchObject({
      rule: null,
      counts: { train: 10, validation: 5, test: 5, held: 0, none: 20 },
    })
    expect(await adopt(datasetId, wanted)).toEqual({ state: 'done', placed: 20, held: 0 })
    const first = await exported(datasetId)
    expect([first.train.length, first.validation.length, first.test.length]).toEqual([10, 5, 5])
    expect(first.manifest.counts.validation?.examples).toBe(5)
    const other = await make()
    await compare(other.datasetId)
    await adopt(other.datasetId, wanted)
    const again = await exported(other.datasetId)
    expect([again.train, again.validation, again.test]).toEqual([first.train, first.validation, first.test])
    expect([first.train, first.validation]).toMatchInlineSnapshot(`
      [
        [
          1,
          2,
          5,
          9,
          11,
          13,
          15,
          16,
          19,
          20,
        ],
        [
          6,
          7,
          10,
          14,
          18,
        ],
      ]
    `)
  })

  it('holds a planted near-duplicate of both sides, in no file, until its group is moved', async () => {
    const { datasetId, bulk } = await make()
    await compare(datasetId)
    await adopt(datasetId)
    const first = await exported(datasetId)
    const text = await plant(bulk, first.train[0]!, first.test[0]!)
    const [planted = 0] = await bulk.add(lineOf(text, answer(1)))
    const check = await checkExport(local, datasetId, recipe.parse({ status: 'all' }))
    expect(check.problems.map(({ code }) => code)).toContain('not-compared')
    const second = await exported(datasetId)
    expect([...second.train, ...second.test]).not.toContain(planted)
    expect(second.manifest.held).toBeGreaterThan(0)
    const { held, counts } = await getSplitReport(local, datasetId)
    const own = held.find(({ number }) => number === planted)!
    expect(own).toMatchObject({ side: null, canAccept: true })
    expect(counts.held).toBe(held.length)
    const { placed } = await move(datasetId, planted, 'test')
    const third = await exported(datasetId)
    const numbers = third.test.filter((number) => !second.test.includes(number))
    expect(numbers).toContain(planted)
    expect(placed).toBe(numbers.length)
    expect(third.test).toEqual(expect.arrayContaining(numbers))
    expect((await getSplitReport(local, datasetId)).counts.held).toBe(0)
    // drawn anew, what was put there by hand stays
    await adopt(datasetId, { seed: 99 }, true)
    expect((await exported(datasetId)).test).toEqual(expect.arrayContaining(numbers))
    await move(datasetId, planted, null)
    expect((await getSplitReport(local, datasetId)).pinnedCount).toBe(0)
  })

  it('overwrites no side that was given since it was worked out', async () => {
    const { datasetId } = await make(4)
    const survey = await surveyStored(datasetId, settings)
    const { id, split } = survey.assigned[0]!
    const byHand = split === 'train' ? 'test' : 'train'
    await transaction((tx) => setSplits(tx, datasetId, [{ id, split: byHand }]))
    await expect(keepPlaces(datasetId, survey)).rejects.toMatchObject({ reason: 'sidesChanged' })
    const sideOf = async () => (await db().example.findUniqueOrThrow({ where: { id } })).split
    expect(await sideOf()).toBe(byHand)
    // what is there already is no change
    await transaction((tx) => setSplits(tx, datasetId, [{ id, split }]))
    await keepPlaces(datasetId, survey)
    expect(await sideOf()).toBe(split)
  })

  it('draws anew once: the same request again leaves what was moved since', async () => {
    const { datasetId } = await make()
    await compare(datasetId)
    const request = { ...once(), settings, anew: true }
    await ended(datasetId, adoptSplit(local, datasetId, request))
    const number = (await exported(datasetId)).train[0]!
    await move(datasetId, number, 'test')
    await move(datasetId, number, null)
    expect((await exported(datasetId)).test).toContain(number)
    await ended(datasetId, adoptSplit(local, datasetId, request))
    expect((await exported(datasetId)).test).toContain(number)
  })

  it('holds the edited one of two that came to straddle; told apart, it is back on its own side', async () => {
    const { datasetId, bulk } = await make()
    await compare(datasetId)
    await adopt(datasetId)
    const { train, test } = await exported(datasetId)
    const [a, b] = [train[0]!, test[0]!]
    await bulk.save(a, [
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: topic(a), insert: topic(b) },
    ])
    const between = await exported(datasetId)
    expect(between.train).toEqual(train.filter((number) => number !== a))
    expect(between.test).toEqual(test)
    expect((await getSplitReport(local, datasetId)).held).toMatchObject([
      { number: a, side: 'train', links: [{ number: b, side: 'test', by: 'near' }] },
    ])
    await expect(acceptHeld(local, datasetId, { ...once(), number: b })).rejects.toMatchObject({
      reason: 'notHeld',
    })
    const accepted = acceptHeld(local, datasetId, { ...once(), number: a })
    expect((await accepted).numbers).toEqual([b])
    await ended(datasetId, accepted)
    const after = await exported(datasetId)
    expect([after.train, after.test]).toEqual([train, test])
    expect((await getSplitReport(local, datasetId)).held).toEqual([])
    // and held again when that is taken back
    await setApart(local, datasetId, { ...once(), sets: [{ numbers: [a], of: [b] }], apart: false })
    expect((await exported(datasetId)).train).not.toContain(a)
  })

  it('moves none that was edited, re-tagged, trashed or restored; copies go with what they were copied from', async () => {
    const { datasetId, bulk } = await make()
    await compare(datasetId)
    await adopt(datasetId)
    const first = await exported(datasetId)
    const moved = first.test[0]!
    await bulk.save(moved, [
      { type: 'edit-text', messageId: 'm1', path: ['content'], at: 0, remove: '', insert: 'Entirely new: ' },
    ])
    await bulk.save(moved, [{ type: 'set-trashed', from: false, to: true }])
    expect((await exported(datasetId)).test).toEqual(first.test.filter((number) => number !== moved))
    const [copy = 0] = await bulk.add(lineOf('Nothing of what was asked before, and copied by hand', 'Yes.'))
    await db().example.updateMany({
      where: { datasetId, number: copy },
      data: { copiedFrom: first.test[1]! },
    })
    await bulk.save(moved, [{ type: 'set-trashed', from: true, to: false }])
    const last = await exported(datasetId)
    expect([last.train, last.test]).toEqual([first.train, [...first.test, copy]])
  })

  it('moves a large group some at a time, and goes on where the end of a process cut it off', async () => {
    const datasetId = await makeDataset()
    await addMany(datasetId, 1_100, () => lineOf('All of them ask this', 'Yes.'))
    await transaction((tx) => setSplitRule(tx, datasetId, { rule: 'split/2', ...settings }))
    const sideOf = async (side: Side) => db().example.count({ where: { datasetId, split: side } })
    const seen: number[] = []
    const cutOff = moveLinked(
      datasetId,
      settings,
      { number: 1_000, side: 'test' },
      {
        onProgress: (written) => {
          seen.push(written)
          if (written === 1_000) throw new Error('the process ends')
        },
      },
    )
    await expect(cutOff).rejects.toThrow('the process ends')
    expect([seen, await sideOf('test')]).toEqual([[500, 1_000], 1_000])
    const row = { id: 'run1', datasetId, userId: 'local', kind: 'move' as const, number: 1_000 }
    await transaction((tx) => addSplitRun(tx, { ...row, side: 'test' }))
    await (await recoverSplits()).done
    expect(await getSplitRun(local, { datasetId, runId: row.id })).toMatchObject({
      state: 'done',
      placed: 1_100,
    })
    expect(await sideOf('test')).toBe(1_100)
    expect(await db().splitPlace.count({ where: { datasetId, pinned: true } })).toBe(1_100)
  })

  it('places and holds some at a time, and comes out the same where it was cut off', async () => {
    const { datasetId } = await make(450)
    await transaction((tx) => setSplitRule(tx, datasetId, { rule: 'split/2', ...settings }))
    const survey = await surveyStored(datasetId, settings)
    const written: number[] = []
    const cutOff = keepPlaces(datasetId, survey, {
      onProgress: (n) => {
        written.push(n)
        if (written.length === 2) throw new Error('the process ends')
      },
    })
    await expect(cutOff).rejects.toThrow('the process ends')
    expect(written).toEqual([200, 400])
    const row = { datasetId, userId: 'local', number: null, side: null }
    await transaction((tx) => addSplitRun(tx, { id: 'run1', ...row, kind: 'place' }))
    await (await recoverSplits()).done
    const sides = new Map(
      (await db().example.findMany({ where: { datasetId } })).map(({ id, split }) => [id, split]),
    )
    expect(survey.assigned.filter(({ id, split }) => sides.get(id) !== split)).toEqual([])
    await transaction((tx) => addSplitRun(tx, { id: 'run2', ...row, kind: 'move', number: 451 }))
    await (await recoverSplits()).done
    expect(await getSplitRun(local, { datasetId, runId: 'run2' })).toMatchObject({
      state: 'failed',
      message: 'not_found',
    })
  })

  it('refuses a stranger, and who does not export', async () => {
    const { datasetId } = await make(3)
    const stranger = await makeUser()
    const reviewer = await makeUser('reviewer', datasetId)
    const calls = (actor: typeof stranger) => [
      () => adoptSplit(actor, datasetId, { ...once(), settings }),
      () => placeNew(actor, datasetId, once()),
      () => moveGroup(actor, datasetId, { ...once(), number: 1, side: 'test' }),
      () => acceptHeld(actor, datasetId, { ...once(), number: 1 }),
    ]
    for (const call of calls(stranger)) await expect(call()).rejects.toMatchObject({ code: 'not_found' })
    for (const call of calls(reviewer)) await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listSplitRuns(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getSplitRun(stranger, { datasetId, runId: 'run1' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(getSplitReport(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
    expect((await getSplitReport(reviewer, datasetId)).counts.none).toBe(3)
  })
})
