import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { changeDatasetRow, reserveNumbers } from '@/lib/datasets/writes'
import { operate } from '@/lib/operations/operate'
import { figure } from '@/lib/testing/figure'
import { share } from '@/lib/testing/share'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { insertRows, sqlTime } from './bulk'
import { closeDb, db, transaction } from './client'
import { engine } from './engine'
import { databaseFile } from './paths'

const opposite: Record<string, string> = {
  'journal_mode=WAL': 'journal_mode=DELETE',
  'synchronous=FULL': 'synchronous=NORMAL',
  'foreign_keys=ON': 'foreign_keys=OFF',
}

describe('transactions', () => {
  useStudio()

  it('A6: a rolled-back transaction never takes another write with it', async () => {
    const pairs = share(200, 1_000)
    for (let pair = 0; pair < pairs; pair++) {
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
    expect(await db().dataset.count({ where: { name: 'kept' } })).toBe(pairs)
    expect(await db().dataset.count({ where: { name: 'doomed' } })).toBe(0)
    figure('A6', `${engine}: ${pairs} pairs`, `${pairs} of ${pairs} kept`)
  })

  it('refuses the outer client inside a transaction instead of waiting for itself', async () => {
    await expect(transaction(async () => db().dataset.count())).rejects.toThrow(/use tx/)
  })

  it('loses none of fifty changes at once, made by compare-and-set or by the database itself', async () => {
    const id = await makeDataset()
    const numbers = await Promise.all(
      Array.from({ length: 50 }, () => transaction((tx) => reserveNumbers(tx, id, 1))),
    )
    expect(new Set(numbers).size).toBe(50)
    const change = async (i: number): Promise<void> => {
      const { revision } = await db().dataset.findUniqueOrThrow({ where: { id } })
      const after = { name: `name ${i}`, guidelines: '' }
      if (!(await transaction((tx) => changeDatasetRow(tx, id, revision, after)))) await change(i)
    }
    await Promise.all(Array.from({ length: 50 }, (_, i) => change(i)))
    expect(await db().dataset.findUniqueOrThrow({ where: { id } })).toMatchObject({
      nextNumber: 51,
      revision: 51,
    })
  })

  it('gives the first answer to one operation that comes fifty times at once', async () => {
    const op = { request: { operationId: 'once0001' }, action: 'test' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        operate(local, op, async (tx) => {
          await tx.dataset.create({ data: { id: `dataset ${i}`, name: 'once' } })
          return { answer: i }
        }),
      ),
    )
    expect(new Set(answers).size).toBe(1)
    expect(await db().dataset.count({ where: { name: 'once' } })).toBe(1)
  })

  it.each([
    ['NUL', 'a\0b'],
    ['half a pair', 'a\ud800b'],
    ['the other half', '\udc00'],
  ])('refuses a text with %s, and stores nothing', async (_, name) => {
    const refused = { code: 'invalid', reason: 'unstorableText' }
    await expect(transaction((tx) => tx.dataset.create({ data: { id: 'odd', name } }))).rejects.toMatchObject(
      refused,
    )
    await expect(
      transaction((tx) => insertRows(tx, 'Dataset', ['id', 'name'], [['odd', name]])),
    ).rejects.toMatchObject(refused)
    await expect(transaction((tx) => tx.dataset.count({ where: { name } }))).rejects.toMatchObject(refused)
    expect(await db().dataset.count()).toBe(0)
  })

  it('stores any other text exactly, one by one and in bulk', async () => {
    const texts = [
      '',
      ' \t\r\n ',
      '\\u0000',
      '{"a":"\\u0000\\ud800"}',
      "'; DROP TABLE x; --",
      '%_?$1',
      '😀\u200d\ufeff',
      '\u0001\u007f',
      '{"}',
      '환불'.normalize('NFD'),
    ]
    await transaction(async (tx) => {
      for (const [i, name] of texts.entries()) await tx.dataset.create({ data: { id: `one ${i}`, name } })
      const rows = texts.map((name, i) => [`bulk ${i}`, name, sqlTime(new Date())])
      await insertRows(tx, 'Dataset', ['id', 'name', 'updatedAt'], rows)
    })
    for (const [i, name] of texts.entries())
      for (const id of [`one ${i}`, `bulk ${i}`])
        expect(await db().dataset.findUniqueOrThrow({ where: { id }, select: { name: true } })).toEqual({
          name,
        })
  })

  it('sorts texts by their code points', async () => {
    const names = ['b', 'a', 'B', 'é', 'e', 'ä', 'Z', '나', '가', '_', '10', '9', '😀', '\uffee']
    for (const [i, name] of names.entries()) await db().dataset.create({ data: { id: String(i), name } })
    const rows = await db().dataset.findMany({ orderBy: { name: 'asc' }, select: { name: true } })
    const sorted = [...names].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)))
    expect(rows.map(({ name }) => name)).toEqual(sorted)
  })
})

describe.runIf(engine === 'sqlite')('SQLite', () => {
  useStudio()

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
