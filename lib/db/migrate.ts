import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { engineOf } from './engine'
import { mapDatabaseError } from './errors'
import { type Applied, findOpen, listMigrations, type Migration } from './migrations'
import { databaseFile, dataFolder } from './paths'

export type Migrated = { applied: string[]; backup: string | null }

/**
 * Brings a database (that of DATABASE_URL) to this build's schema, all or nothing. Of a SQLite file that held something, a
 * backup is written first.
 * @throws AppError `invalid` when it was made by a newer build or a migration was altered.
 */
export async function migrate(url = process.env.DATABASE_URL): Promise<Migrated> {
  if (engineOf(url) === 'sqlite') return migrateSqlite(databaseFile(url))
  const client = new pg.Client({ connectionString: url, application_name: 'finecut migrate' })
  try {
    await client.connect()
    return await migratePostgresql(client)
  } catch (error) {
    throw mapDatabaseError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

async function migrateSqlite(file: string): Promise<Migrated> {
  const sqlite = new Database(file)
  try {
    // of a new file: in the usual 4 kB an example of the usual length takes a page alone, and larger ones make every
    // save write more
    sqlite.pragma('page_size = 8192')
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.exec(
      'CREATE TABLE IF NOT EXISTS "FinecutMigration" ("name" TEXT PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)',
    )
    const done = sqlite.prepare('SELECT name, checksum FROM "FinecutMigration"').all() as Applied[]
    const open = findOpen(listMigrations('sqlite'), done)
    if (open.length === 0) return { applied: [], backup: null }

    const backup = done.length > 0 ? join(dataFolder('backups'), backupName(open[0]!)) : null
    if (backup) await sqlite.backup(backup)
    sqlite.transaction(() => {
      for (const { name, checksum, sql } of open) {
        sqlite.exec(sql)
        sqlite
          .prepare('INSERT INTO "FinecutMigration" VALUES (?, ?, ?)')
          .run(name, checksum, new Date().toISOString())
      }
    })()
    return { applied: open.map(({ name }) => name), backup }
  } finally {
    sqlite.close()
  }
}

const backupName = ({ name }: Migration) =>
  `before-${name.replace(/\.sql$/, '')}-${new Date().toISOString().replace(/[:.]/g, '-')}.db`

// Of several processes that start at once, one migrates and the others wait for it: a number that stands for this.
const migrationLock = 0x46494e43

async function migratePostgresql(client: pg.Client): Promise<Migrated> {
  await client.query('BEGIN')
  await client.query(`SELECT pg_advisory_xact_lock(${migrationLock})`)
  await client.query(
    'CREATE TABLE IF NOT EXISTS "FinecutMigration" ("name" TEXT PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)',
  )
  const done = (await client.query<Applied>('SELECT "name", "checksum" FROM "FinecutMigration"')).rows
  const open = findOpen(listMigrations('postgresql'), done)
  for (const { name, checksum, sql } of open) {
    await client.query(sql)
    const at = new Date().toISOString()
    await client.query('INSERT INTO "FinecutMigration" VALUES ($1, $2, $3)', [name, checksum, at])
  }
  if (open.length > 0) await sortByCodePoints(client)
  await client.query('COMMIT')
  return { applied: open.map(({ name }) => name), backup: null }
}

/** Texts sort as in SQLite, whatever the language of the server: no migration can forget to say so. */
async function sortByCodePoints(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
        AND c.data_type = 'text' AND c.collation_name IS NULL`,
  )
  for (const { table, column } of rows)
    await client.query(`ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE TEXT COLLATE "C"`)
}
