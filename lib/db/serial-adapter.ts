import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import type { IsolationLevel, SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils'
import { Mutex } from 'async-mutex'
import type Database from 'better-sqlite3'
import { insertMany } from './insert-many'
import { keepStatements } from './statement-cache'
import { assertStorable } from './storable'
import { rowsOf, withTexts } from './ticket'

/** The query as it is bound: long texts in their places, and nothing that would not come back as it was stored. */
function bound(query: SqlQuery): SqlQuery {
  const args = withTexts(query.args)
  assertStorable(args)
  return { ...query, args }
}

const plain = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] })

// The bare adapter lets a plain query run inside another request's open transaction, where a rollback takes
// the acknowledged write with it. Here plain queries wait for the open transaction; a failed BEGIN frees the
// lock, and a failed COMMIT is rolled back before the lock is freed.
function serialise(inner: SqlDriverAdapter): SqlDriverAdapter {
  const mutex = new Mutex()
  const { client } = inner as SqlDriverAdapter & { client: Database.Database }
  keepStatements(client)

  async function startTransaction(level?: IsolationLevel): Promise<Transaction> {
    const release = await mutex.acquire()
    let freed = false
    const free = () => {
      if (freed) return
      freed = true
      release()
    }
    let tx: Transaction
    try {
      tx = await inner.startTransaction(level)
    } catch (error) {
      free()
      throw error
    }
    const undo = async () => {
      try {
        await tx.executeRaw(plain('ROLLBACK'))
      } catch {
        // nothing was open any more: SQLite rolled back by itself
      }
      try {
        await tx.rollback()
      } catch {
        // the same
      }
      free()
    }
    return {
      provider: tx.provider,
      adapterName: tx.adapterName,
      options: tx.options,
      queryRaw: async (query) => tx.queryRaw(bound(query)),
      executeRaw: async (query) => {
        const rows = rowsOf(query.args)
        if (rows) return insertMany(client, query.sql, rows)
        const ready = bound(query)
        try {
          return await tx.executeRaw(ready)
        } catch (error) {
          if (/^\s*COMMIT/i.test(query.sql)) await undo()
          throw error
        }
      },
      commit: async () => {
        try {
          await tx.commit()
        } finally {
          free()
        }
      },
      rollback: async () => {
        try {
          await tx.rollback()
        } finally {
          free()
        }
      },
      createSavepoint: tx.createSavepoint?.bind(tx),
      rollbackToSavepoint: tx.rollbackToSavepoint?.bind(tx),
      releaseSavepoint: tx.releaseSavepoint?.bind(tx),
    }
  }

  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: async (query) => {
      const ready = bound(query)
      return mutex.runExclusive(() => inner.queryRaw(ready))
    },
    executeRaw: async (query) => {
      const rows = rowsOf(query.args)
      if (rows) return mutex.runExclusive(() => insertMany(client, query.sql, rows))
      const ready = bound(query)
      return mutex.runExclusive(() => inner.executeRaw(ready))
    },
    executeScript: (script) => mutex.runExclusive(() => inner.executeScript(script)),
    dispose: () => inner.dispose(),
    getConnectionInfo: inner.getConnectionInfo?.bind(inner),
    startTransaction,
  }
}

const pragmas = [
  'journal_mode=WAL',
  'synchronous=FULL',
  'foreign_keys=ON',
  'busy_timeout=1000',
  // what a statement would undo is kept in memory: in a temporary file, a step of an import takes a fifth longer
  'temp_store=MEMORY',
  'cache_size=-32000',
  // in pages: fewer, longer checkpoints write a page that changes again only once
  'wal_autocheckpoint=2000',
]

/** One writing connection per process, opened durable: WAL, synchronous=FULL, foreign keys, read back at start. */
export class SerialSqlite extends PrismaBetterSqlite3 {
  override async connect(): ReturnType<PrismaBetterSqlite3['connect']> {
    const inner = await super.connect()
    for (const pragma of pragmas) {
      await inner.executeScript(`PRAGMA ${pragma}`)
    }
    await assertDurable(inner)
    return serialise(inner) as Awaited<ReturnType<PrismaBetterSqlite3['connect']>>
  }
}

async function assertDurable(adapter: SqlDriverAdapter): Promise<void> {
  for (const [name, wanted] of [
    ['journal_mode', 'wal'],
    ['synchronous', '2'],
    ['foreign_keys', '1'],
  ] as const) {
    const result = await adapter.queryRaw(plain(`PRAGMA ${name}`))
    const got = String(result.rows[0]?.[0])
    if (got !== wanted)
      throw new Error(`SQLite answers ${name}=${got} where ${wanted} is needed: refusing to serve`)
  }
}
