import 'server-only'
import { AppError } from '@/lib/result/app-error'
import { releaseLock, takeLock } from './lock'
import { migrate } from './migrate'

/** Migrates under the lock and gives the lock back: what runs before the server, or before a command of the CLI. */
export async function prepareDatabase(): Promise<{ applied: string[]; backup: string | null }> {
  if (!takeLock()) throw new AppError('unavailable', 'databaseLocked')
  try {
    return await migrate()
  } finally {
    releaseLock()
  }
}
