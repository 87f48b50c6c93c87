import { describe, expect, it } from 'vitest'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { setSplits } from '@/lib/examples/writes/splits'
import { startJob } from '@/lib/jobs/room'
import { recoverSplits } from '@/lib/jobs/split/recover'
import { requireSettled, splitsSettled } from '@/lib/jobs/split/settled'
import { newOperationId } from '@/lib/result/operation-id'
import { addMany, lineOf } from '@/lib/testing/bulk'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { writeBefore } from './before'
import { adoptSplit } from './commands/adopt-split'
import { cancelSplit } from './commands/cancel-split'
import { getSplit, getSplitRun } from './queries'
import type { SplitTwoRule } from './schema'
import { addSplitRun, setPinned } from './writes'

const once = () => ({ operationId: newOperationId() })
const given: SplitTwoRule = {
  rule: 'split/2',
  seed: 7,
  trainShare: 0.8,
  validationShare: 0,
  groupIds: [],
  threshold: 0.85,
}
const former = { rule: 'split/1' as const, seed: 3, trainShare: 0.9, groupId: null }
const row = { id: 'run1', userId: 'local', number: null, side: null }

/** From now on, whoever gives this example a side is cancelled in the same transaction. */
async function cancelAt(number: number): Promise<void> {
  const cancel = `UPDATE "SplitRun" SET "state" = 'cancelling' WHERE "state" = 'running'`
  const when = `AFTER UPDATE OF "split" ON "Example"`
  const statements =
    engine === 'sqlite'
      ? [`CREATE TRIGGER midway ${when} WHEN NEW."number" = ${number} BEGIN ${cancel}; END`]
      : [
          `CREATE FUNCTION midway() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${cancel}; RETURN NULL; END $$`,
          `CREATE TRIGGER midway ${when} FOR EACH ROW WHEN (NEW."number" = ${number}) EXECUTE FUNCTION midway()`,
        ]
  for (const statement of statements) await db().$executeRawUnsafe(statement)
}

describe('cancelling what gives sides', () => {
  useStudio()

  async function make(count: number) {
    const datasetId = await makeDataset()
    await addMany(datasetId, count, (i) => lineOf(`Question ${i ** 3} about ${i}`, `Answer ${i}`))
    return datasetId
  }
  const standing = async (datasetId: string) => ({
    sides: (
      await db().example.findMany({
        where: { datasetId },
        orderBy: { number: 'asc' },
        select: { split: true },
      })
    ).map(({ split }) => split),
    pinned: await db().splitPlace.count({ where: { datasetId, pinned: true } }),
    held: await db().splitPlace.count({ where: { datasetId, held: true } }),
    rule: (await getSplit(local, datasetId)).rule?.rule ?? null,
  })

  it('takes back an adoption that waits', async () => {
    const datasetId = await make(3)
    const before = await standing(datasetId)
    let free = () => {}
    const held = new Promise<void>((go) => {
      free = go
    })
    void startJob('before it', `split ${datasetId}`, () => held)
    await transaction(async (tx) => {
      await setSplitRule(tx, datasetId, given)
      await addSplitRun(
        tx,
        { ...row, datasetId, kind: 'place' },
        writeBefore({ rule: { former: null, given }, changes: [] }),
      )
    })
    const { done } = await recoverSplits()
    const at = { datasetId, runId: row.id }
    await cancelSplit(local, at, once())
    expect((await getSplitRun(local, at)).state).toBe('cancelling')
    const { rule: _, ...settings } = given
    await expect(adoptSplit(local, datasetId, { ...once(), settings, anew: false })).rejects.toMatchObject({
      reason: 'splitRunning',
    })
    await expect(transaction((tx) => requireSettled(tx, datasetId, 0))).rejects.toMatchObject({
      reason: 'sidesChanged',
    })
    free()
    await done
    expect((await getSplitRun(local, at)).state).toBe('cancelled')
    expect(await standing(datasetId)).toEqual(before)
    // what has ended stays as it is
    await cancelSplit(local, at, once())
    expect((await getSplitRun(local, at)).state).toBe('cancelled')
    // and nothing that was worked out before may go out now
    await expect(transaction((tx) => requireSettled(tx, datasetId, 0))).rejects.toMatchObject({
      reason: 'sidesChanged',
    })
    const settled = await splitsSettled(datasetId)
    await transaction((tx) => requireSettled(tx, datasetId, settled))
  })

  it.each(['place', 'draw'] as const)(
    'gives back every side, pin and rule in the midst of “%s”',
    async (kind) => {
      const datasetId = await make(650)
      const ids = (await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })).map(
        ({ id }) => id,
      )
      await transaction(async (tx) => {
        await setSplitRule(tx, datasetId, former)
        await setSplits(tx, datasetId, [
          ...ids.slice(0, 30).map((id) => ({ id, split: 'test' as const })),
          ...ids.slice(30, 60).map((id) => ({ id, split: 'train' as const })),
        ])
        await setPinned(tx, datasetId, ids.slice(0, 5), true)
      })
      const before = await standing(datasetId)
      await transaction(async (tx) => {
        await setSplitRule(tx, datasetId, given)
        await addSplitRun(
          tx,
          { ...row, datasetId, kind },
          writeBefore({ rule: { former, given }, changes: [] }),
        )
      })
      await cancelAt(300)
      await (await recoverSplits()).done
      const run = await getSplitRun(local, { datasetId, runId: row.id })
      expect(run).toMatchObject({ state: 'cancelled', placed: 0 })
      // some were given a side, or the test would show nothing
      expect(run.total).toBeGreaterThan(0)
      expect(await standing(datasetId)).toEqual(before)
      const { before: kept } = await db().splitRun.findUniqueOrThrow({ where: { id: row.id } })
      expect(kept).toBeNull()
    },
  )

  it('gives a group back that was half moved, and goes on with that after a crash', async () => {
    const datasetId = await makeDataset()
    await addMany(datasetId, 1_100, () => lineOf('All of them ask this', 'Yes.'))
    await transaction((tx) => setSplitRule(tx, datasetId, given))
    const before = await standing(datasetId)
    await transaction((tx) =>
      addSplitRun(tx, { ...row, datasetId, kind: 'move', number: 1_000, side: 'test' }),
    )
    await cancelAt(1)
    const { done } = await recoverSplits()
    await done
    expect((await getSplitRun(local, { datasetId, runId: row.id })).state).toBe('cancelled')
    expect(await standing(datasetId)).toEqual(before)
    // as a process leaves it that ended in the midst of taking back
    const ids = (await db().example.findMany({ where: { datasetId }, select: { id: true } })).map(
      ({ id }) => id,
    )
    const changes = ids.map((id) => ({
      id,
      from: null,
      to: 'test' as const,
      place: { pinned: false, held: false },
    }))
    await transaction(async (tx) => {
      await setSplits(
        tx,
        datasetId,
        ids.slice(0, 400).map((id) => ({ id, split: 'test' })),
      )
      await setPinned(tx, datasetId, ids.slice(0, 400), true)
      const text = writeBefore({ rule: null, changes })
      await addSplitRun(
        tx,
        { ...row, id: 'run2', datasetId, kind: 'move', number: 1_000, side: 'test' },
        text,
      )
      await tx.splitRun.update({ where: { id: 'run2' }, data: { state: 'cancelling' } })
    })
    await (await recoverSplits()).done
    expect((await getSplitRun(local, { datasetId, runId: 'run2' })).state).toBe('cancelled')
    expect(await standing(datasetId)).toEqual(before)
  })

  it('takes nothing that somebody gave since', async () => {
    const datasetId = await make(2)
    const [one, other] = await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })
    const changes = [one!, other!].map(({ id }) => ({ id, from: null, to: 'train' as const, place: null }))
    await transaction(async (tx) => {
      await setSplits(tx, datasetId, [
        { id: one!.id, split: 'train' },
        { id: other!.id, split: 'test' },
      ])
      await addSplitRun(tx, { ...row, datasetId, kind: 'place' }, writeBefore({ rule: null, changes }))
    })
    // its process is gone: who cancels takes it back
    await cancelSplit(local, { datasetId, runId: row.id }, once())
    await splitsSettled(datasetId)
    expect((await standing(datasetId)).sides).toEqual([null, 'test'])
  })

  it('refuses a stranger, who does not export, and a run of elsewhere', async () => {
    const datasetId = await make(1)
    await transaction((tx) => addSplitRun(tx, { ...row, datasetId, kind: 'place' }))
    const at = { datasetId, runId: row.id }
    await expect(cancelSplit(await makeUser(), at, once())).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelSplit(await makeUser('reviewer', datasetId), at, once())).rejects.toMatchObject({
      code: 'forbidden',
    })
    const elsewhere = { datasetId: await makeDataset(), runId: row.id }
    await expect(cancelSplit(local, elsewhere, once())).rejects.toMatchObject({ code: 'not_found' })
    expect((await getSplitRun(local, at)).state).toBe('running')
  })
})
