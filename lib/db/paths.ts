import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '@/lib/result/app-error'
import { engineOf } from './engine'

// turbopackIgnore: a build would otherwise trace the whole checkout, data included.
/** Folder for the database, uploads, exports, backups and the local token; made where missing, private to its user. */
export function dataDir(): string {
  const dir = resolve(/* turbopackIgnore: true */ process.env.FINECUT_DATA_DIR ?? 'data')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/** A folder inside the data folder, made where missing; that of backups may be elsewhere (FINECUT_BACKUP_DIR). */
export function dataFolder(name: 'uploads' | 'exports' | 'versions' | 'backups'): string {
  const elsewhere = name === 'backups' ? process.env.FINECUT_BACKUP_DIR : undefined
  const dir = elsewhere
    ? resolve(/* turbopackIgnore: true */ elsewhere)
    : join(/* turbopackIgnore: true */ dataDir(), name)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/**
 * Path of the SQLite file: `DATABASE_URL=file:…`, else `finecut.db` in the data folder.
 * @throws AppError `invalid` `notSqlite`
 */
export function databaseFile(url = process.env.DATABASE_URL): string {
  if (!url) return join(dataDir(), 'finecut.db')
  if (engineOf(url) === 'postgresql') throw new AppError('invalid', 'notSqlite')
  if (!url.startsWith('file:')) throw new AppError('invalid', 'databaseUrlUnknown')
  const file = resolve(url.slice('file:'.length))
  mkdirSync(dirname(file), { recursive: true })
  return file
}
