import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { closeDb, db, transaction } from './client'
import { databaseFile } from './paths'

const opposite: Record<string, string> = {
  'journal_mode=WAL': 'journal_mode=DELETE',
  'synchronous=FULL': 'synchronous=NORMAL',
  'foreign_keys=ON': 'foreign_keys=OFF',
}

describe('transactions on one connection', () => {
  useStudio()

  it('A6: a rolled-back transaction never takes another write with it', async () => {
    for (let pair = 0; pair < 200; pair++) {
      const doomed = transaction(async (tx) => {
        await tx.dataset.create({ data: { id: `doomed${pair}`, name: 'doomed' } })
        await new Promise((go) => setImmediate(go))
        throw new Error('no')
      })
      const [first] = await Promise.allSettled([
        doomed,
        db().dataset.create({ data: { id: `kept${pair}`, name: 'kept' } }),
      ])
      expect(first.status).toBe('rejected')
    }
    expect(await db().dataset.count({ where: { name: 'kept' } })).toBe(200)
    expect(await db().dataset.count({ where: { name: 'doomed' } })).toBe(0)
  })

  it('refuses the outer client inside a transaction instead of waiting for itself', async () => {
    await expect(transaction(async () => db().dataset.count())).rejects.toThrow(/use tx/)
  })

  it('asks to come again while another program writes to the file', async () => {
    const other = new Database(databaseFile())
    other.exec('BEGIN IMMEDIATE')
    const write = transaction(async (tx) => {
      await tx.dataset.count()
      await tx.dataset.create({ data: { id: 'late', name: 'late' } })
    })
    await expect(write).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 })
    other.exec('ROLLBACK')
    other.close()
    expect(await makeDataset()).toBeTruthy()
  })

  it('is durable as read back from SQLite', async () => {
    await makeDataset()
    expect(await db().$queryRawUnsafe('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await db().$queryRawUnsafe('PRAGMA synchronous')).toEqual([{ synchronous: 2n }])
  })
  it.each([
    ['journal_mode=WAL', 'journal_mode=delete where wal'],
    ['synchronous=FULL', 'synchronous=1 where 2'],
    ['foreign_keys=ON', 'foreign_keys=0 where 1'],
  ])('refuses a SQLite that says yes to %s and does otherwise', async (setting, answer) => {
    const connect = PrismaBetterSqlite3.prototype.connect
    const deaf = vi.spyOn(PrismaBetterSqlite3.prototype, 'connect').mockImplementation(async function (
      this: PrismaBetterSqlite3,
    ) {
      const adapter = await connect.call(this)
      const execute = adapter.executeScript.bind(adapter)
      adapter.executeScript = async (script) => {
        await execute(script === `PRAGMA ${setting}` ? `PRAGMA ${opposite[setting]}` : script)
      }
      return adapter
    })
    await closeDb()
    await expect(db().$queryRawUnsafe('SELECT 1')).rejects.toThrow(`${answer} is needed: refusing to serve`)
    deaf.mockRestore()
    await closeDb()
  })
})
