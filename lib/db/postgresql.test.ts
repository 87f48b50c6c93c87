import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/result/app-error'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { db, transaction } from './client'
import { engine } from './engine'
import { mapDatabaseError } from './errors'
import { migrate } from './migrate'
import { maxConnections } from './postgresql'
import { readSnapshot } from './reader'

describe.runIf(engine === 'postgresql')('PostgreSQL', () => {
  useStudio()
  const others: pg.Client[] = []
  const another = async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    client.on('error', () => {})
    others.push(client)
    await client.connect()
    return client
  }
  afterEach(async () => {
    for (const client of others.splice(0)) await client.end().catch(() => {})
  })

  it('runs a transaction again that was ended because two waited for each other', async () => {
    const [a, b] = [await makeDataset('a'), await makeDataset('b')]
    let runs = 0
    let holding = 0
    let goOn = () => {}
    const bothHoldOne = new Promise<void>((go) => {
      goOn = go
    })
    const inOrder = (first: string, second: string) =>
      transaction(async (tx) => {
        runs++
        await tx.dataset.update({ where: { id: first }, data: { nextNumber: { increment: 1 } } })
        if (++holding === 2) goOn()
        await bothHoldOne
        await tx.dataset.update({ where: { id: second }, data: { nextNumber: { increment: 1 } } })
      })
    await Promise.all([inOrder(a, b), inOrder(b, a)])
    expect(runs).toBeGreaterThan(2)
    const rows = await db().dataset.findMany({ select: { nextNumber: true } })
    expect(rows).toEqual([{ nextNumber: 3 }, { nextNumber: 3 }])
  })

  it('asks to come again when the connection is lost, and goes on by itself', async () => {
    const id = await makeDataset()
    const other = await another()
    const lost = transaction(async (tx) => {
      await tx.dataset.update({ where: { id }, data: { name: 'lost' } })
      await other.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
        ['finecut'],
      )
      await tx.dataset.update({ where: { id }, data: { name: 'lost too' } })
    })
    await expect(lost).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
    expect(await db().dataset.findMany({ select: { name: true } })).toEqual([{ name: 'Support' }])
  })

  it('asks to come again where nothing answers there', async () => {
    const client = new pg.Client({ host: '127.0.0.1', port: 1 })
    const error = await client.connect().catch((thrown: unknown) => thrown)
    expect(mapDatabaseError(error)).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
  })

  it('waits no longer than its time for a turn, or for a row that another holds', async () => {
    const id = await makeDataset()
    const other = await another()
    await other.query('BEGIN')
    await other.query(`UPDATE "Dataset" SET "name" = 'held' WHERE "id" = $1`, [id])
    const waiting = transaction(async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL lock_timeout = 100')
      await tx.dataset.update({ where: { id }, data: { name: 'late' } })
    })
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
    const slow = transaction(async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL statement_timeout = 100')
      await tx.$queryRawUnsafe('SELECT 1 FROM pg_sleep(5)')
    })
    await expect(slow).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('serves more at once than it has connections', async () => {
    const all = await Promise.all(
      Array.from({ length: maxConnections * 3 }, (_, i) =>
        transaction((tx) => tx.dataset.create({ data: { id: `many ${i}`, name: 'many' } })),
      ),
    )
    expect(all).toHaveLength(maxConnections * 3)
    const other = await another()
    const { rows } = await other.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'finecut' AND datname = current_database()`,
    )
    expect(rows[0].n).toBeLessThanOrEqual(maxConnections)
  })

  it.each([
    ['53100', 'storage_full'],
    ['53300', 'unavailable'],
    ['40P01', 'unavailable'],
    ['57P01', 'unavailable'],
    ['57P03', 'unavailable'],
    ['08006', 'unavailable'],
  ])('%s of the server is %s', (code, wanted) => {
    expect(mapDatabaseError(Object.assign(new Error('from the server'), { code }))).toMatchObject({
      code: wanted,
    })
    const defect = Object.assign(new Error('column "x" does not exist'), { code: '42703' })
    expect(mapDatabaseError(defect)).toBe(defect)
    expect(mapDatabaseError(defect)).not.toBeInstanceOf(AppError)
  })

  it('a long read sees one state, and can’t write', async () => {
    const id = await makeDataset('before')
    await readSnapshot(async (page) => {
      const read = () =>
        page<{ name: string; createdAt: string }>('SELECT "name", "createdAt" FROM "Dataset"', [])
      const [first] = await read()
      await db().dataset.update({ where: { id }, data: { name: 'after' } })
      expect(await read()).toEqual([first])
      expect(first).toMatchObject({ name: 'before' })
      expect(new Date(first!.createdAt).toISOString()).toBe(first!.createdAt)
      const [count] = await page('SELECT count(*) AS n FROM "Dataset"', [])
      expect(count).toEqual({ n: 1 })
      await expect(page(`UPDATE "Dataset" SET "name" = 'x'`, [])).rejects.toThrow(/read-only/)
    })
  })

  it('migrates once, however many start at once; refuses a database of a newer build', async () => {
    const other = await another()
    await other.query('DROP SCHEMA public CASCADE')
    await other.query('CREATE SCHEMA public')
    const all = await Promise.all(Array.from({ length: 4 }, () => migrate()))
    expect(all.filter(({ applied }) => applied.length > 0)).toHaveLength(1)
    await other.query(`INSERT INTO "FinecutMigration" VALUES ('9999_later.sql', 'x', 'x')`)
    await expect(migrate()).rejects.toMatchObject({ reason: 'databaseNewer' })
    await other.query(`UPDATE "FinecutMigration" SET "checksum" = 'x'`)
    await other.query(`DELETE FROM "FinecutMigration" WHERE "name" LIKE '9999%'`)
    await expect(migrate()).rejects.toMatchObject({ reason: 'migrationAltered' })
  })
})
