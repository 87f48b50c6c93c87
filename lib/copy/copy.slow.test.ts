import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { closeDb, db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { lockFile } from '@/lib/db/lock'
import { openDatabase, prepareDatabase } from '@/lib/db/open'
import { dataDir } from '@/lib/db/paths'
import { openPostgresqlStore } from '@/lib/db/store/postgresql'
import { createDemo } from '@/lib/demo/commands'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { listExamples } from '@/lib/examples/queries/list'
import { closeHub } from '@/lib/live/hub'
import { makeDatabase } from '@/lib/testing/postgres-database'
import { countSearchRows, leaveSearchDue } from '@/lib/testing/search-due'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { copyStudio } from './commands'

const operationId = () => crypto.randomUUID()
const odd =
  '{"messages":[{"role":"user","content":"a\\u0000b \\ud800 환불 1e400"},{"role":"assistant","content":"","weight":0}],"n":1.0}'
const leave = async () => {
  await closeHub()
  await closeDb()
}

describe.runIf(engine === 'postgresql')('a studio', () => {
  useStudio()

  const fill = async () => {
    const { datasetId } = await createDemo(local, { operationId: operationId() })
    await makeUser('reviewer', datasetId)
    const { number } = await createExample(local, datasetId, { operationId: operationId(), text: odd })
    const edits = [{ type: 'set-trashed' as const, from: false, to: true }]
    await saveExample(local, { datasetId, number }, { operationId: operationId(), revision: 1, edits })
    return datasetId
  }
  const found = async (datasetId: string, q: string) =>
    (await listExamples(local, datasetId, { q, limit: 100, sort: 'number' })).rows.map(({ number }) => number)

  it('comes over whole, there and back, and goes on from where it was', async () => {
    const datasetId = await fill()
    const hits = await Promise.all(
      ['refund', 'status:approved', 'in:trash 환불', ''].map((q) => found(datasetId, q)),
    )
    expect(hits.map((list) => list.length > 0)).toEqual([true, true, true, true])
    await leaveSearchDue(datasetId)
    const examples = await db().example.findMany({ orderBy: { id: 'asc' } })
    await leave()

    const from = process.env.DATABASE_URL!
    const file = `file:${join(dataDir(), 'copy.db')}`
    const there = await copyStudio(local, { from, to: file })
    const again = await makeDatabase()
    const back = await copyStudio(local, { from: file, to: again })
    expect(back).toEqual(there)
    expect(there.find(({ table }) => table === 'Example')?.rows).toBe(examples.length)
    expect(there.length).toBeGreaterThan(20)

    process.env.DATABASE_URL = again
    expect(await db().example.findMany({ orderBy: { id: 'asc' } })).toEqual(examples)
    expect(
      await Promise.all(['refund', 'status:approved', 'in:trash 환불', ''].map((q) => found(datasetId, q))),
    ).toEqual(hits)
    expect([await db().searchDue.count(), await countSearchRows()]).toEqual([0, examples.length])
    const { number } = await createExample(local, datasetId, { operationId: operationId() })
    expect(number).toBe(examples.length + 1)
    await leave()
    process.env.DATABASE_URL = from
  })

  it('is copied into an empty database only, and from one that nobody uses', async () => {
    await fill()
    const from = process.env.DATABASE_URL!
    const to = await makeDatabase()
    await expect(copyStudio(local, { from, to })).rejects.toMatchObject({ reason: 'copyInUse' })
    await leave()
    await copyStudio(local, { from, to })
    await expect(copyStudio(local, { from, to })).rejects.toMatchObject({ reason: 'copyTargetNotEmpty' })
    await expect(copyStudio(local, { from, to: from })).rejects.toMatchObject({ reason: 'copyIntoItself' })
    const typo = join(dataDir(), 'finecutt.db')
    const absent = copyStudio(local, { from: `file:${typo}`, to: await makeDatabase() })
    await expect(absent).rejects.toMatchObject({ reason: 'noSuchFile' })
    expect(existsSync(typo)).toBe(false)
    writeFileSync(typo, '')
    const empty = copyStudio(local, { from: `file:${typo}`, to: await makeDatabase() })
    await expect(empty).rejects.toMatchObject({ reason: 'noStudio' })
    writeFileSync(typo, 'These are words and no database. '.repeat(100))
    const words = copyStudio(local, { from: `file:${typo}`, to: await makeDatabase() })
    await expect(words).rejects.toMatchObject({ reason: 'noStudio' })
    const file = join(dataDir(), 'held.db')
    const release = lockFile(file)
    await expect(copyStudio(local, { from, to: `file:${file}` })).rejects.toMatchObject({
      reason: 'copyInUse',
    })
    release?.()
  })

  it('opens for nobody, and for no other copy, while it is copied', async () => {
    await fill()
    await leave()
    const store = await openPostgresqlStore(process.env.DATABASE_URL!)
    const refusal = { code: 'unavailable', reason: 'copyUnderWay' }
    await expect(prepareDatabase()).rejects.toMatchObject(refusal)
    await expect(openDatabase()).rejects.toMatchObject(refusal)
    await leave()
    const inUse = { reason: 'copyInUse' }
    await expect(openPostgresqlStore(process.env.DATABASE_URL!)).rejects.toMatchObject(inUse)
    await store.close()
    await openDatabase()
    await expect(openPostgresqlStore(process.env.DATABASE_URL!)).rejects.toMatchObject(inUse)
  })

  it('leaves the target empty when it is stopped, or the target refuses a row', async () => {
    await fill()
    const from = process.env.DATABASE_URL!
    await leave()
    const to = await makeDatabase()
    const stop = new AbortController()
    const onProgress = (table: string) => table === 'Example' && stop.abort()
    await expect(copyStudio(local, { from, to, onProgress, signal: stop.signal })).rejects.toMatchObject({
      reason: 'stopped',
    })
    const client = new pg.Client({ connectionString: to })
    await client.connect()
    const count = async () => Number((await client.query('SELECT count(*) FROM "Dataset"')).rows[0].count)
    expect(await count()).toBe(0)
    await client.query('ALTER TABLE "Revision" ADD CONSTRAINT "refuse" CHECK (false) NOT VALID')
    await expect(copyStudio(local, { from, to })).rejects.toThrow(/refuse/)
    expect(await count()).toBe(0)
    await client.end()
  })

  it('is nobody’s to copy but its own machine’s', async () => {
    const stranger = await makeUser()
    await expect(copyStudio(stranger, { from: 'file:a', to: 'file:b' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
