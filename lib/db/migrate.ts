import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '@/lib/result/app-error'
import { databaseFile, dataFolder } from './paths'

type Migration = { name: string; sql: string; checksum: string }

function listMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Brings the SQLite file to this build's schema, all or nothing, and writes a backup of what was there first.
 * @throws AppError `invalid` when the file was made by a newer build or a migration was altered.
 */
export async function migrate(
  file = databaseFile(),
  folder = join(process.cwd(), 'prisma/migrations/sqlite'),
): Promise<{ applied: string[]; backup: string | null }> {
  const sqlite = new Database(file)
  try {
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.exec(
      'CREATE TABLE IF NOT EXISTS "FinecutMigration" ("name" TEXT PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)',
    )
    const done = new Map(
      (sqlite.prepare('SELECT name, checksum FROM "FinecutMigration"').all() as Migration[]).map((m) => [
        m.name,
        m.checksum,
      ]),
    )
    const known = listMigrations(folder)
    const names = new Set(known.map((m) => m.name))
    const newer = [...done.keys()].find((name) => !names.has(name))
    if (newer) throw new AppError('invalid', 'databaseNewer', { params: { migration: newer } })
    const altered = known.find((m) => done.has(m.name) && done.get(m.name) !== m.checksum)
    if (altered) throw new AppError('invalid', 'migrationAltered', { params: { migration: altered.name } })
    const open = known.filter((m) => !done.has(m.name))
    if (open.length === 0) return { applied: [], backup: null }

    const backup = done.size > 0 ? join(dataFolder('backups'), backupName(open[0]!.name)) : null
    if (backup) await sqlite.backup(backup)
    sqlite.transaction(() => {
      for (const m of open) {
        sqlite.exec(m.sql)
        sqlite
          .prepare('INSERT INTO "FinecutMigration" VALUES (?, ?, ?)')
          .run(m.name, m.checksum, new Date().toISOString())
      }
    })()
    return { applied: open.map((m) => m.name), backup }
  } finally {
    sqlite.close()
  }
}

const backupName = (migration: string) =>
  `before-${migration.replace(/\.sql$/, '')}-${new Date().toISOString().replace(/[:.]/g, '-')}.db`
