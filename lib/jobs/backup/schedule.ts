import 'server-only'
import { Cron } from 'croner'
import { backupFileName } from '@/lib/backup/file-name'
import { readBackupSettings } from '@/lib/backup/settings'
import { claimBackup, endLostBackups } from '@/lib/backup/writes'
import { transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { takeTurn } from '@/lib/db/turn'
import { logDefect } from '@/lib/log/log'
import { isStopping } from '@/lib/studio/state'
import { startJob } from '../room'
import { backupQueue, removeOutdatedBackups, runBackup } from './run'

// on SQLite nobody else can be making one
const lostAfterMs = engine === 'sqlite' ? 0 : 12 * 60 * 60 * 1000

/** At start: ends backups that no process makes any more. */
export const endForgottenBackups = (): Promise<void> =>
  transaction((tx) => endLostBackups(tx, new Date(Date.now() - lostAfterMs)))

/**
 * Makes backups by the schedule of the environment until the returned function is called. Where several processes
 * serve one database, each tries and one gets the time.
 * @throws AppError `invalid` where the settings can't be read: a server whose owner believes in backups must not start
 */
export function startBackupSchedule(): () => void {
  const settings = readBackupSettings()
  if (!settings) return () => {}
  const made = new Cron(settings.schedule, { unref: true }, (self) => {
    if (isStopping()) return
    const due = self.currentRun() ?? new Date()
    void backUpAt(due, settings.keep).catch((error) => logDefect(error, { backup: 'scheduled' }))
  })
  return () => made.stop()
}

/** The backup that is due at this minute, unless another process makes it. */
export async function backUpAt(due: Date, keep: number): Promise<void> {
  const id = `scheduled-${due.toISOString().slice(0, 16)}`
  const file = backupFileName('scheduled', due)
  const isOurs = await transaction(async (tx) => {
    await takeTurn(tx, 'backup:schedule')
    return claimBackup(tx, { id, kind: 'scheduled', file, byId: 'schedule' })
  })
  if (!isOurs) return
  await startJob(id, backupQueue, async (signal) => {
    if (await runBackup(id, file, signal)) await removeOutdatedBackups(keep)
  })
}
