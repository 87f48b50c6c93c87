import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@/lib/result/app-error'
import type { Engine } from './engine'

export type Migration = { name: string; sql: string; checksum: string }
export type Applied = Pick<Migration, 'name' | 'checksum'>

/** The migrations of this build, in the order of their numbers. */
export function listMigrations(engine: Engine): Migration[] {
  const folder = join(process.cwd(), 'prisma/migrations', engine)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Those that a database still misses.
 * @throws AppError `invalid` `databaseNewer` where a newer build made it, `migrationAltered` where one was changed.
 */
export function findOpen(known: Migration[], applied: readonly Applied[]): Migration[] {
  const done = new Map(applied.map(({ name, checksum }) => [name, checksum]))
  const names = new Set(known.map(({ name }) => name))
  const newer = applied.find(({ name }) => !names.has(name))
  if (newer) throw new AppError('invalid', 'databaseNewer', { params: { migration: newer.name } })
  const altered = known.find(({ name, checksum }) => done.has(name) && done.get(name) !== checksum)
  if (altered) throw new AppError('invalid', 'migrationAltered', { params: { migration: altered.name } })
  return known.filter(({ name }) => !done.has(name))
}

/** @throws AppError `invalid` `copySourceOld` where a migration of this build is missing */
export function requireCurrent(engine: Engine, applied: readonly Applied[]): void {
  if (findOpen(listMigrations(engine), applied).length > 0) throw new AppError('invalid', 'copySourceOld')
}
