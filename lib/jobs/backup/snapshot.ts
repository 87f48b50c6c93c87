import 'server-only'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mapDatabaseError } from '@/lib/db/errors'
import { migrate } from '@/lib/db/migrate'
import { requireCurrent } from '@/lib/db/migrations'
import { dataDir } from '@/lib/db/paths'
import { openPostgresqlStore } from '@/lib/db/store/postgresql'
import { openSqliteStore } from '@/lib/db/store/sqlite'
import type { Store } from '@/lib/db/store/store'
import { copyRows } from '../copy/copy-rows'

// The backup of a PostgreSQL studio is the SQLite file that it would be: one kind of file, whatever serves the studio.

/** Copies the live database, as it is at one moment, into an empty file. Counts and hashes are compared. */
export async function writeSnapshot(file: string, signal?: AbortSignal): Promise<void> {
  await migrate(`file:${file}`)
  await between(
    () => openPostgresqlStore(process.env.DATABASE_URL!, { inUse: true }),
    () => openSqliteStore(file),
    async (source, target) => {
      requireCurrent('postgresql', await source.migrations())
      await copyRows(source, target, { signal })
    },
  )
}

/**
 * Fills the empty database of DATABASE_URL from a backup, whichever build made it.
 * @throws AppError `conflict` `copyTargetNotEmpty`, `unavailable` `copyInUse`
 */
export async function restoreSnapshot(file: string): Promise<void> {
  const copy = join(dataDir(), 'restoring.db')
  try {
    await copyFile(file, copy)
    const { backup } = await migrate(`file:${copy}`)
    if (backup) await rm(backup)
    await migrate()
    await between(
      () => openSqliteStore(copy),
      () => openPostgresqlStore(process.env.DATABASE_URL!),
      copyRows,
    )
  } finally {
    for (const part of ['', '-wal', '-shm']) await rm(`${copy}${part}`, { force: true })
  }
}

async function between(
  openSource: () => Store | Promise<Store>,
  openTarget: () => Store | Promise<Store>,
  body: (source: Store, target: Store) => Promise<unknown>,
): Promise<void> {
  const opened: Store[] = []
  try {
    for (const open of [openSource, openTarget]) opened.push(await open())
    await body(opened[0]!, opened[1]!)
  } catch (error) {
    throw mapDatabaseError(error)
  } finally {
    for (const store of opened.reverse()) await store.close().catch(() => {})
  }
}
