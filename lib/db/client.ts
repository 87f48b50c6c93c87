import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaClient } from '@/generated/prisma/client'
import { mapDatabaseError } from './errors'
import { databaseFile } from './paths'
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

/**
 * The database outside a transaction. Inside one it would wait for the very transaction that calls it, so it
 * refuses there: use the `tx` that was handed in.
 */
export function db(): Db {
  if (inTransaction.getStore()) throw new Error('db() inside a transaction: use tx')
  shared.finecutDb ??= new PrismaClient({
    adapter: new SerialSqlite({ url: `file:${databaseFile()}` }, { timestampFormat: 'iso8601' }),
  })
  return shared.finecutDb
}

/** One short transaction: `BEGIN` waits at most 5 s for its turn, the body has 10 s. */
export async function transaction<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
  const client = db()
  try {
    return await client.$transaction((tx) => inTransaction.run(true, () => body(tx)), {
      maxWait: 5_000,
      timeout: 10_000,
    })
  } catch (error) {
    throw mapDatabaseError(error)
  }
}

/** Closes the connection; the next `db()` opens it again. Tests and shutdown. */
export async function closeDb(): Promise<void> {
  const open = shared.finecutDb
  shared.finecutDb = undefined
  await open?.$disconnect()
}
