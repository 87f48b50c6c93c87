import 'server-only'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/db/ids'
import { restoreBackup, writeBackup } from '@/lib/jobs/backup/file'
import { backupQueue, runBackup } from '@/lib/jobs/backup/run'
import { startJob } from '@/lib/jobs/room'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { backupFileName } from './file-name'
import type { BackupNowRequest, BackupRequest } from './schema'
import { addBackup } from './writes'

/** A copy of the whole studio's database while it runs. For the command line on its own machine only. */
export async function backUpStudio(actor: Actor, request: BackupRequest): Promise<{ file: string }> {
  authoriseStudio(actor, 'back up the studio')
  // a path of the server's machine is no business of a browser
  if (actor.kind !== 'local') throw new AppError('forbidden')
  await writeBackup(request.file)
  return operate(actor, { request, action: 'studio.backup' }, async () => ({
    answer: { file: request.file },
  }))
}

/** The same into the studio's folder of backups; it goes on after the answer, and its row says how. */
export async function startBackup(actor: Actor, { operationId }: BackupNowRequest): Promise<{ id: string }> {
  authoriseStudio(actor, 'back up the studio')
  let file: string | undefined
  const answer = await operate(actor, { request: { operationId }, action: 'studio.backup' }, async (tx) => {
    const id = newId()
    file = backupFileName('manual', new Date())
    await addBackup(tx, { id, kind: 'manual', file, byId: actor.id })
    return { answer: { id }, target: id }
  })
  const made = file
  // the same operation again made no file
  if (made)
    void startJob(answer.id, backupQueue, async (signal) => void (await runBackup(answer.id, made, signal)))
  return answer
}

/** Puts a backup in the place of the database; the name of what was kept of it. The caller holds the lock. */
export async function restoreStudio(actor: Actor, file: string): Promise<string | null> {
  authoriseStudio(actor, 'back up the studio')
  if (actor.kind !== 'local') throw new AppError('forbidden')
  return restoreBackup(file)
}
