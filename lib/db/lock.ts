import Database from 'better-sqlite3'
import { engine } from './engine'
import { databaseFile } from './paths'

const shared = globalThis as typeof globalThis & { finecutLock?: Database.Database }

/**
 * Takes the right to write to the SQLite file for the life of the process; false when another process holds it.
 * The lock is one the operating system keeps (an exclusive transaction on a file beside the database), so a
 * killed holder leaves nothing behind.
 */
export function takeLock(): boolean {
  // PostgreSQL lets any number of processes in
  if (engine === 'postgresql' || shared.finecutLock) return true
  const file = new Database(`${databaseFile()}.lock`, { timeout: 0 })
  try {
    file.pragma('journal_mode = DELETE')
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return false
    throw error
  }
  shared.finecutLock = file
  return true
}

export function releaseLock(): void {
  shared.finecutLock?.close()
  shared.finecutLock = undefined
}
