import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { startBulk } from '@/lib/bulk/commands/start-bulk'
import { turnBulk } from '@/lib/bulk/commands/turn-bulk'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { newId } from '@/lib/db/ids'
import { dataDir } from '@/lib/db/paths'
import { createExample } from '@/lib/examples/commands/create-example'
import { getExample } from '@/lib/examples/queries/example'
import { exportToFolder } from '@/lib/exports/commands/export-to-folder'
import { startExport } from '@/lib/exports/commands/start-export'
import { recipe } from '@/lib/exports/schema'
import { runImportFile } from '@/lib/imports/commands/run-import-file'
import { startImport } from '@/lib/imports/commands/start-import'
import { bulkQueue } from '@/lib/jobs/bulk/job'
import { importQueue } from '@/lib/jobs/import/job'
import { purgeQueue } from '@/lib/jobs/purge/job'
import { endLostPurges } from '@/lib/jobs/purge/recover'
import { startJob } from '@/lib/jobs/room'
import { newOperationId } from '@/lib/result/operation-id'
import { bulkOn, lineOf } from '@/lib/testing/bulk'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { uploadPath } from '@/lib/uploads/read'
import { getPurge, listPurges } from './queries'

const name = 'Kim Sora Canary'
const once = () => ({ operationId: newOperationId() })
const wholeRecipe = recipe.parse({ status: 'all' })

describe('a purge and what would bring the text in or out behind it', () => {
  useStudio()
  let datasetId: string
  beforeEach(async () => {
    datasetId = await makeDataset('Support')
    await createExample(local, datasetId, { ...once(), text: lineOf(`I am ${name}`, 'Hello.') })
  })
  const purges = () => purgesOf(datasetId, name)

  /** Jobs of these queues wait until they are let go. */
  function hold(...queues: string[]): () => Promise<void> {
    let letGo = () => {}
    const held = new Promise<void>((go) => {
      letGo = go
    })
    const jobs = queues.map((queue) => startJob(newId(), queue, () => held))
    return async () => {
      letGo()
      await Promise.all(jobs)
    }
  }
  const queues = () => ['exports', importQueue, bulkQueue(datasetId), purgeQueue(datasetId)]

  const begin = {
    import: async () => {
      const id = newId()
      const text = `${lineOf('Hi', 'Hello')}\n`
      writeFileSync(uploadPath(id), text)
      const size = BigInt(Buffer.byteLength(text))
      const row = { id, datasetId, userId: 'local', fileName: 'x.jsonl', size, received: size, sha256: 'x' }
      await db().upload.create({ data: { ...row, state: 'complete' } })
      const asked = { uploadId: id, format: 'auto' as const, onError: 'abort' as const }
      return startImport(local, datasetId, { ...once(), ...asked })
    },
    export: () => startExport(local, datasetId, { ...once(), recipe: wholeRecipe }),
    'bulk run': () =>
      startBulk(local, datasetId, { ...once(), action: { type: 'trash', to: true }, selection: { q: '' } }),
  }

  describe.each(Object.entries(begin))('and an %s', (_, start) => {
    it('never begin both, however close they come', async () => {
      for (let round = 0; round < (engine === 'sqlite' ? 6 : 2); round++) {
        const letGo = hold(...queues())
        const both = round % 2 === 0 ? [purges().start, start] : [start, purges().start]
        const ends = await Promise.allSettled(both.map((one) => one()))
        const refused = ends.filter((end) => end.status === 'rejected')
        expect(refused.map(({ reason }) => reason.reason)).toHaveLength(1)
        expect(['purgeBusy', 'purgeRunning']).toContain(refused[0]!.reason.reason)
        await letGo()
        const where = { state: { in: ['running', 'collecting', 'finding', 'erasing'] } }
        const left = async () =>
          (await db().import.count({ where })) +
          (await db().export.count({ where })) +
          (await db().bulkRun.count({ where })) +
          (await db().purge.count({ where }))
        await expect.poll(left).toBe(0)
      }
    })
  })

  it('refuses the command’s imports and exports too, an undo, and a second purge; a dry run refuses nothing', async () => {
    const { run } = bulkOn(datasetId)
    const { id: runId } = await run({ type: 'trash', to: true })
    const letGo = hold(purgeQueue(datasetId))
    const path = join(dataDir(), 'lines.jsonl')
    writeFileSync(path, lineOf('Hi', 'Hello'))
    const runImport = () => runImportFile(local, { datasetId, path, onError: 'abort' })
    const out = (folder: string) =>
      exportToFolder(local, { datasetId, recipe: wholeRecipe, outDir: join(dataDir(), folder) })
    const { id: looking } = await purges().start({ dryRun: true })
    expect(await runImport()).toMatchObject({ state: 'done' })
    const { id } = await purges().start()
    const refusals = [
      runImport(),
      out('out'),
      turnBulk(local, { datasetId, runId }, { ...once(), undone: true }),
      purges().start(),
    ]
    for (const refused of await Promise.allSettled(refusals))
      expect(refused).toMatchObject({ status: 'rejected', reason: { reason: 'purgeRunning' } })
    await letGo()
    expect(await purges().ended(looking)).toMatchObject({ state: 'done', examples: [1] })
    expect(await purges().ended(id)).toMatchObject({ state: 'done', examples: [1], looked: 2, total: 2 })
  })

  it('is cancelled before it erases, and not after; nothing is changed then', async () => {
    const letGo = hold(purgeQueue(datasetId))
    const { id } = await purges().start()
    await purges().cancel(id)
    await letGo()
    expect(await purges().ended(id)).toMatchObject({ state: 'cancelled', examples: [], rows: {} })
    expect((await getExample(local, datasetId, 1)).text).toContain(name)
    expect(await begin.export()).toMatchObject({ id: expect.any(String) })
    await expect.poll(() => db().export.count({ where: { state: 'running' } })).toBe(0)
    const done = await purges().purge()
    await expect(purges().cancel(done.id)).rejects.toMatchObject({ reason: 'purgeOver' })
  })

  it('that fails late says so with what it found, and the same again ends it', async () => {
    const group = { id: 'group00000000001', datasetId, name: `of ${name}`, kind: 'open', position: 1 }
    await db().tagGroup.create({ data: group })
    const [make, drop] = refusingUpdates
    for (const statement of make) await db().$executeRawUnsafe(statement)
    const failed = await purges().purge()
    expect(failed).toMatchObject({ state: 'failed', message: 'internal', isErased: false })
    expect(failed).toMatchObject({ examples: [1], rows: { TagGroup: 1 } })
    await db().$executeRawUnsafe(drop)
    expect(await purges().purge()).toMatchObject({ state: 'done', examples: [], rows: { TagGroup: 1 } })
    expect((await listPurges(local, datasetId)).map(({ state }) => state)).toEqual(['done', 'failed'])
  })

  it('that a crash cut off is told as what it is, and holds nothing back any more', async () => {
    const row = {
      datasetId,
      actorId: 'local',
      textHash: 'x',
      textLength: 3,
      ignoreCase: false,
      dryRun: false,
    }
    const found = {
      examples: [1],
      revisions: 1,
      rows: {},
      exports: [],
      versions: [],
      uploads: [],
      backups: [],
    }
    const rows = [
      { id: 'looking000000001', state: 'finding', touched: '{}' },
      { id: 'erasing000000001', state: 'erasing', touched: JSON.stringify(found) },
    ]
    for (const one of rows) await db().purge.create({ data: { ...row, ...one, examples: 0, revisions: 0 } })
    await expect(begin.export()).rejects.toMatchObject({ reason: 'purgeRunning' })
    await endLostPurges()
    const message = 'purgeInterrupted'
    const at = (purgeId: string) => getPurge(local, { datasetId, purgeId })
    expect(await at('looking000000001')).toMatchObject({ state: 'cancelled', message, examples: [] })
    expect(await at('erasing000000001')).toMatchObject({ state: 'failed', message, examples: [1] })
    expect(await begin.export()).toMatchObject({ id: expect.any(String) })
    await expect.poll(() => db().export.count({ where: { state: 'running' } })).toBe(0)
  })
})

const refusingUpdates: [string[], string] =
  engine === 'sqlite'
    ? [
        [`CREATE TRIGGER "refuse" BEFORE UPDATE ON "TagGroup" BEGIN SELECT RAISE(ABORT, 'refused'); END`],
        'DROP TRIGGER "refuse"',
      ]
    : [
        [
          `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`,
          'CREATE TRIGGER "refuse" BEFORE UPDATE ON "TagGroup" FOR EACH ROW EXECUTE FUNCTION refuse()',
        ],
        'DROP TRIGGER "refuse" ON "TagGroup"',
      ]
