import 'server-only'
import { engine } from '@/lib/db/engine'
import { endLostExports } from '@/lib/exports/sweep'
import { logDefect } from '@/lib/log/log'
import { recoverBulk } from './bulk/recover'
import { catchUpForLost } from './catch-up/run'
import { recoverChecks } from './checks/recover'
import { endLostComparisons } from './duplicates/recover'
import { recoverLostImports } from './import/recover'
import { endLostPurges } from './purge/recover'
import { recoverReadings } from './reader/recover'
import { recoverSplits } from './split/recover'
import { endLostVersions } from './versions/recover'

const lookMs = 5_000

/**
 * Clears up after other processes that are gone, for as long as this one lives: on SQLite there are none, and what a
 * crash left is cleared up at the next start.
 */
export function takeOverLostJobs(): void {
  if (engine === 'sqlite') return
  const look = async () => {
    try {
      await recoverLostImports()
      await recoverBulk()
      await recoverReadings()
      await endLostExports()
      await endLostVersions()
      await endLostComparisons()
      await endLostPurges()
      await recoverSplits()
      await catchUpForLost()
      await recoverChecks()
    } catch (error) {
      logDefect(error, { job: 'take over' })
    }
    setTimeout(look, lookMs).unref()
  }
  setTimeout(look, lookMs).unref()
}
