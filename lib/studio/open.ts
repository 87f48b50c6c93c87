import 'server-only'
import { endLostBackups } from '@/lib/backup/writes'
import { db, transaction } from '@/lib/db/client'
import { takeLock } from '@/lib/db/lock'
import { sweepExports } from '@/lib/exports/sweep'
import { startBackupSchedule } from '@/lib/jobs/backup/schedule'
import { recoverImports } from '@/lib/jobs/import/recover'
import { writeServerAddress } from './address'

/**
 * Takes the right to write, checks that the database is durable (opening it does) and clears what a crash left
 * behind. A second server on the same file ends here.
 */
export async function openStudio(): Promise<void> {
  if (!takeLock()) {
    console.error(
      'Another Finecut already uses this database. Stop it first, or set FINECUT_DATA_DIR to another folder.',
    )
    process.exit(1)
  }
  await db().$queryRawUnsafe('SELECT 1')
  await sweepExports()
  await recoverImports()
  // on SQLite nobody else can be making one
  await transaction((tx) => endLostBackups(tx, new Date()))
  startBackupSchedule()
  writeServerAddress()
}
