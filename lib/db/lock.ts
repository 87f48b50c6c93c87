import Database from 'better-sqlite3'
import { engine } from './engine'
import { databaseFile } from './paths'

const shared = globalThis as typeof globalThis & { finecutLock?: () => void }

/**
 * Takes the right to write to a SQLite file; null when another process holds it. Gives it back when the returned
 * function is called. The lock is one the operating system keeps (an exclusive transaction on a file beside the
 * database), so a killed holder leaves nothing behind.
 */
export function lockFile(path: string): (() => void) | null {
  const file = new Database(`${path}.lock`, { timeout: 0 })
  try {
    file.pragma('journal_mode = DELETE')
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return null
    throw error
  }
  return () => void file.close()
}

/** Takes that right for the life of the process; false when another process holds it. PostgreSQL lets any number in. */
export function takeLock(): boolean {
  if (engine === 'postgresql' || shared.finecutLock) return true
  shared.finecutLock = lockFile(databaseFile()) ?? undefined
  return shared.finecutLock !== undefined
}

export function releaseLock(): void {
  shared.finecutLock?.()
  shared.finecutLock = undefined
}
