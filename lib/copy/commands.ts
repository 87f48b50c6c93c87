import 'server-only'
import { existsSync } from 'node:fs'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { engineOf } from '@/lib/db/engine'
import { isMissingTable, mapDatabaseError } from '@/lib/db/errors'
import { lockFile } from '@/lib/db/lock'
import { migrate } from '@/lib/db/migrate'
import { requireCurrent } from '@/lib/db/migrations'
import { databaseFile } from '@/lib/db/paths'
import { openPostgresqlStore } from '@/lib/db/store/postgresql'
import { openSqliteStore } from '@/lib/db/store/sqlite'
import type { Store } from '@/lib/db/store/store'
import { type CopiedTable, copyRows, type Watch } from '@/lib/jobs/copy/copy-rows'
import { AppError } from '@/lib/result/app-error'

export type Copy = Watch & { from: string; to: string }

/**
 * Copies a whole studio into an empty database of either engine, which is migrated first: all of it or nothing. Counts
 * and hashes of what was read on one side and on the other are compared before it is kept.
 * @throws AppError `conflict` `copyTargetNotEmpty`, `invalid` `copySourceOld`, `unavailable` `copyInUse`,
 * `not_found` `noSuchFile` or `noStudio` for the source, `internal` `copyDiffers` (nothing is kept)
 */
export async function copyStudio(actor: Actor, { from, to, ...watch }: Copy): Promise<CopiedTable[]> {
  authoriseStudio(actor, 'back up the studio')
  if (actor.kind !== 'local') throw new AppError('forbidden')
  if (from === to) throw new AppError('invalid', 'copyIntoItself')
  const opened: (() => Promise<void>)[] = []
  const open = async (url: string): Promise<Store> => {
    const store = await openStore(url, opened)
    opened.push(store.close)
    return store
  }
  try {
    const source = await openSource(from, open)
    await migrate(to)
    return await copyRows(source, await open(to), watch)
  } catch (error) {
    throw mapDatabaseError(error)
  } finally {
    for (const close of opened.reverse()) await close().catch(() => {})
  }
}

/** A file that is not there would be made by opening it. */
async function openSource(url: string, open: (url: string) => Promise<Store>): Promise<Store> {
  const file = engineOf(url) === 'sqlite' ? databaseFile(url) : null
  if (file !== null && !existsSync(file)) throw new AppError('not_found', 'noSuchFile', { params: { file } })
  try {
    const source = await open(url)
    requireCurrent(engineOf(url), await source.migrations())
    return source
  } catch (error) {
    if (isMissingTable(error)) throw new AppError('not_found', 'noStudio')
    throw error
  }
}

async function openStore(url: string, opened: (() => Promise<void>)[]): Promise<Store> {
  if (engineOf(url) === 'postgresql') return openPostgresqlStore(url)
  const file = databaseFile(url)
  const release = lockFile(file)
  if (!release) throw new AppError('unavailable', 'copyInUse')
  opened.push(async () => release())
  return openSqliteStore(file)
}
