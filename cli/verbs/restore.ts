import { resolve } from 'node:path'
import { releaseLock, takeLock } from '@/lib/db/lock'
import { AppError } from '@/lib/result/app-error'
import { say } from '../say'
import type { Verb } from '../verb'

/** Only while nobody holds the database. */
export const restoreVerb: Verb = {
  words: ['FILE'],
  options: {},
  run: async ({ words, folder }) => {
    // only here: every other verb would load the database for nothing where a server runs
    const [{ restoreStudio }, { migrate }, { local }] = await Promise.all([
      import('@/lib/backup/commands'),
      import('@/lib/db/migrate'),
      import('../direct'),
    ])
    if (!takeLock()) throw new AppError('unavailable', 'databaseLocked')
    try {
      const kept = await restoreStudio(local, resolve(folder, words[0]!))
      await migrate()
      return { data: { kept }, lines: [say(kept ? 'restoredKept' : 'restored', { kept: kept ?? '' })] }
    } finally {
      releaseLock()
    }
  },
}
