import 'server-only'
import { existsSync, readdirSync } from 'node:fs'
import { copyFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { engine } from '@/lib/db/engine'
import { databaseFile, dataFolder } from '@/lib/db/paths'
import { AppError } from '@/lib/result/app-error'
import { restoreSnapshot, writeSnapshot } from './snapshot'

/**
 * Copies the live database into a file, online, and reads the copy back.
 * @throws AppError `conflict` `fileExists`, `unavailable` `stopped`
 */
export async function writeBackup(file: string, signal?: AbortSignal): Promise<void> {
  if (existsSync(file)) throw new AppError('conflict', 'fileExists', { params: { file } })
  // it holds everything: for nobody else's eyes, from its first byte on
  await writeFile(file, '', { mode: 0o600, flag: 'wx' })
  try {
    await (engine === 'sqlite' ? copyLive(file) : writeSnapshot(file, signal))
    standAlone(file)
    requireSound(file)
  } catch (error) {
    for (const part of ['', '-wal', '-shm']) await rm(`${file}${part}`, { force: true })
    throw error
  }
}

async function copyLive(file: string): Promise<void> {
  const live = new Database(databaseFile(), { readonly: true })
  try {
    // one snapshot for the whole copy: without it each save of another connection begins the copy anew
    live.exec('BEGIN')
    live.prepare('SELECT count(*) FROM sqlite_master').get()
    await live.backup(file)
  } finally {
    live.close()
  }
}

/** A copy says of itself that it has a write-ahead log, and whoever reads it makes one: two more files beside it. */
function standAlone(file: string): void {
  const copy = new Database(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/**
 * Puts a backup in the place of the database, which is kept beside it; its name is returned. A PostgreSQL database must
 * be empty. The caller holds the lock, and no connection is open.
 * @throws AppError `invalid` `backupUnsound`, `databaseNewer`, `conflict` `copyTargetNotEmpty`, `unavailable` `copyInUse`
 */
export async function restoreBackup(file: string): Promise<string | null> {
  if (!existsSync(file)) throw new AppError('not_found', 'noSuchFile', { params: { file } })
  requireSound(file)
  if (engine === 'postgresql') {
    await restoreSnapshot(file)
    return null
  }
  const target = databaseFile()
  const fresh = `${target}.restoring`
  await copyFile(file, fresh)
  let kept: string | null = null
  if (existsSync(target)) {
    kept = join(dataFolder('backups'), `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}.db`)
    // with what still stands in its write-ahead log
    await writeBackup(kept)
  }
  for (const part of ['-wal', '-shm']) await rm(`${target}${part}`, { force: true })
  await rename(fresh, target)
  return kept
}

function requireSound(file: string): void {
  const unsound = () => new AppError('invalid', 'backupUnsound', { params: { file } })
  let copy: Database.Database
  try {
    copy = new Database(file, { readonly: true })
  } catch {
    throw unsound()
  }
  try {
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw unsound()
    const applied = copy.prepare('SELECT name FROM "FinecutMigration"').all() as { name: string }[]
    const known = new Set(readdirSync(join(process.cwd(), 'prisma/migrations/sqlite')))
    const newer = applied.find(({ name }) => !known.has(name))
    if (newer) throw new AppError('invalid', 'databaseNewer', { params: { migration: newer.name } })
  } catch (error) {
    throw error instanceof AppError ? error : unsound()
  } finally {
    copy.close()
  }
}
