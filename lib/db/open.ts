import 'server-only'
import { AppError } from '@/lib/result/app-error'
import { db } from './client'
import { engine } from './engine'
import { releaseLock, takeLock } from './lock'
import { migrate } from './migrate'

/** Migrates under the lock and gives the lock back: what runs before the server, or before a command of the CLI. */
export async function prepareDatabase(): Promise<{ applied: string[]; backup: string | null }> {
  if (!takeLock()) throw new AppError('unavailable', 'databaseLocked')
  try {
    const migrated = await migrate()
    await openDatabase()
    return migrated
  } finally {
    releaseLock()
  }
}

/** A number that stands for a PostgreSQL database as a whole: who copies into or out of it holds it, alone. */
export const wholeDatabase = 0x46494e57

/**
 * Connects, which checks that a SQLite database is durable. What begins to use a PostgreSQL database connects first and
 * then looks whether it is being copied, and a copy takes the lock first and then looks for connections: of two that
 * begin at once, one sees the other.
 * @throws AppError `unavailable` `copyUnderWay`
 */
export async function openDatabase(): Promise<void> {
  await db().$queryRawUnsafe('SELECT 1')
  if (engine === 'sqlite') return
  const [look] = await db().$queryRaw<
    { free: boolean }[]
  >`SELECT pg_try_advisory_xact_lock_shared(${wholeDatabase}) AS free`
  if (!look?.free) throw new AppError('unavailable', 'copyUnderWay')
}
