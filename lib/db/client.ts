import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { PrismaClient } from '@/generated/prisma/client'
import { PrismaClient as PostgresqlClient } from '@/generated/prisma-postgresql/client'
import { engine } from './engine'
import { isLostRace, mapDatabaseError } from './errors'
import { databaseFile } from './paths'
import { Postgresql } from './postgresql'
import { SerialSqlite } from './serial-adapter'

export type Db = PrismaClient
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

// Next loads modules once per bundle; one writing connection must serve them all.
const shared = globalThis as typeof globalThis & {
  finecutDb?: PrismaClient
  finecutInTransaction?: AsyncLocalStorage<true>
}
shared.finecutInTransaction ??= new AsyncLocalStorage<true>()
const inTransaction = shared.finecutInTransaction

// Both clients are generated from one schema and have the same shape; this is the only place that knows of two.
const makeClient = (): PrismaClient =>
  engine === 'sqlite'
    ? new PrismaClient({
        adapter: new SerialSqlite({ url: `file:${databaseFile()}` }, { timestampFormat: 'iso8601' }),
      })
    : (new PostgresqlClient({ adapter: new Postgresql() }) as unknown as PrismaClient)

/**
 * The database outside a transaction. Inside one it would wait for the very transaction that calls it, so it
 * refuses there: use the `tx` that was handed in.
 */
export function db(): Db {
  if (inTransaction.getStore()) throw new Error('db() inside a transaction: use tx')
  shared.finecutDb ??= makeClient()
  return shared.finecutDb
}

const mostTries = 4

/**
 * One short transaction: `BEGIN` waits at most 5 s for its turn, the body has 10 s. Where PostgreSQL ends it because
 * two wait for each other, the body runs again: it changes nothing outside of `tx` that a second run doesn't set anew.
 */
export async function transaction<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
  const client = db()
  for (let tries = 1; ; tries++) {
    try {
      return await client.$transaction((tx) => inTransaction.run(true, () => body(tx)), {
        maxWait: 5_000,
        timeout: 10_000,
      })
    } catch (error) {
      if (!isLostRace(error) || tries === mostTries) throw mapDatabaseError(error)
      await wait(Math.random() * 20 * tries)
    }
  }
}

/** Closes the connection; the next `db()` opens it again. Tests and shutdown. */
export async function closeDb(): Promise<void> {
  const open = shared.finecutDb
  shared.finecutDb = undefined
  await open?.$disconnect()
}
