import 'server-only'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { printFailure } from '@/lib/backup/failure'
import { outdated } from '@/lib/backup/schedule'
import { endBackup, removeBackups } from '@/lib/backup/writes'
import { db, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { dataFolder } from '@/lib/db/paths'
import { log, logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { writeBackup } from './file'

/** All backups wait for each other: two at once only make each other slow. */
export const backupQueue = 'backups'

/** What is not whole yet has another name, so that nobody takes it for a backup. */
const partialOf = (file: string): string => `${file}.partial`

/** Makes the file of a backup whose row is there; the row says how it went. */
export async function runBackup(id: string, file: string, signal: AbortSignal): Promise<boolean> {
  const path = join(dataFolder('backups'), file)
  try {
    await rm(partialOf(path), { force: true })
    await writeBackup(partialOf(path), signal)
    await rename(partialOf(path), path)
    const { size } = await stat(path)
    await transaction((tx) => endBackup(tx, id, { state: 'done', bytes: size }))
    log.info({ backup: file, bytes: size }, 'backup made')
    return true
  } catch (error) {
    await rm(partialOf(path), { force: true })
    const mapped = mapDatabaseError(error)
    const isOurs = mapped instanceof AppError
    const reason = signal.aborted ? 'backupInterrupted' : isOurs ? mapped.reason : 'internal'
    logDefect(error, { backup: file, reason })
    const message = printFailure({ reason, params: isOurs && !signal.aborted ? mapped.params : {} })
    await transaction((tx) => endBackup(tx, id, { state: 'failed', message }))
    return false
  }
}

/** Removes scheduled backups beyond those to keep. Who makes one by hand removes it by hand. */
export async function removeOutdatedBackups(keep: number): Promise<void> {
  const rows = await db().backup.findMany({
    where: { kind: 'scheduled' },
    select: { id: true, kind: true, state: true, startedAt: true, file: true },
  })
  const old = outdated(rows, keep)
  for (const { file } of old) await rm(join(dataFolder('backups'), file), { force: true })
  await transaction((tx) =>
    removeBackups(
      tx,
      old.map(({ id }) => id),
    ),
  )
}
