import 'server-only'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { restoreBackup, writeBackup } from './file'
import type { BackupRequest } from './schema'

/** A copy of the whole studio's database while it runs. For the command line on its own machine only. */
export async function backUpStudio(actor: Actor, request: BackupRequest): Promise<{ file: string }> {
  authoriseStudio(actor, 'back up the studio')
  // a path of the server's machine is no business of a browser
  if (actor.kind !== 'local') throw new AppError('forbidden')
  await writeBackup(request.file)
  return operate(actor, { operationId: request.operationId, action: 'studio.backup' }, async () => ({
    answer: { file: request.file },
  }))
}

/** Puts a backup in the place of the database; the name of what was kept of it. The caller holds the lock. */
export async function restoreStudio(actor: Actor, file: string): Promise<string | null> {
  authoriseStudio(actor, 'back up the studio')
  if (actor.kind !== 'local') throw new AppError('forbidden')
  return restoreBackup(file)
}
