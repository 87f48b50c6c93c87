import 'server-only'
import { takeLock } from '@/lib/db/lock'
import { openDatabase } from '@/lib/db/open'
import { sweepExports } from '@/lib/exports/sweep'
import { endForgottenBackups, startBackupSchedule } from '@/lib/jobs/backup/schedule'
import { recoverBulk } from '@/lib/jobs/bulk/recover'
import { catchUp } from '@/lib/jobs/catch-up/run'
import { recoverChecks } from '@/lib/jobs/checks/recover'
import { watchForChecks } from '@/lib/jobs/checks/watch'
import { endLostComparisons } from '@/lib/jobs/duplicates/recover'
import { recoverImports } from '@/lib/jobs/import/recover'
import { endLostPurges } from '@/lib/jobs/purge/recover'
import { recoverReadings } from '@/lib/jobs/reader/recover'
import { recoverSplits } from '@/lib/jobs/split/recover'
import { takeOverLostJobs } from '@/lib/jobs/take-over'
import { touchDueTags } from '@/lib/jobs/touch-tagged'
import { endLostVersions } from '@/lib/jobs/versions/recover'
import { writeServerAddress } from './address'

/**
 * Takes the right to write, opens the database and clears what a crash left behind. A second server on the same file
 * ends here.
 */
export async function openStudio(): Promise<void> {
  if (!takeLock()) {
    console.error(
      'Another Finecut already uses this database. Stop it first, or set FINECUT_DATA_DIR to another folder.',
    )
    process.exit(1)
  }
  await openDatabase()
  await sweepExports()
  await endLostVersions()
  await endLostComparisons()
  await recoverImports()
  await endForgottenBackups()
  await endLostPurges()
  startBackupSchedule()
  await recoverBulk()
  await recoverSplits()
  await recoverReadings()
  void catchUp()
  void touchDueTags()
  watchForChecks()
  await recoverChecks()
  writeServerAddress()
  takeOverLostJobs()
}
