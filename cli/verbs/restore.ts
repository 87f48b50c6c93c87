import { resolve } from 'node:path'
import { restoreStudio } from '@/lib/backup/commands'
import { releaseLock, takeLock } from '@/lib/db/lock'
import { migrate } from '@/lib/db/migrate'
import { AppError } from '@/lib/result/app-error'
import { local } from '../direct'
import { say } from '../say'
import type { Verb } from '../verb'

/** Only while nobody holds the database. */
export const restoreVerb: Verb = {
  words: ['FILE'],
  options: {},
  run: async ({ words, folder }) => {
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
