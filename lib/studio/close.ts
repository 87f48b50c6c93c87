import 'server-only'
import { closeDb } from '@/lib/db/client'
import { releaseLock } from '@/lib/db/lock'
import { stopJobs } from '@/lib/jobs/room'
import { closeHub } from '@/lib/live/hub'

/**
 * Before the process ends, once no request is under way: waits until jobs have let go, and closes the database, which
 * folds its write-ahead log into the file.
 */
export async function closeStudio(): Promise<void> {
  await stopJobs()
  await closeHub()
  await closeDb()
  releaseLock()
}
