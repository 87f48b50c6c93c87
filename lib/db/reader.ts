import 'server-only'
import Database from 'better-sqlite3'
import pg from 'pg'
import { engine } from './engine'
import { mapDatabaseError } from './errors'
import { databaseFile } from './paths'
import { connectionConfig } from './postgresql'

export type ReadPage = <Row>(sql: string, params: unknown[]) => Promise<Row[]>

/**
 * A long read over one snapshot, on a read-only connection of its own: exports and statistics go through here, so
 * that saves don't wait for them. Read in keyset pages and `await breathe()` between two of them. Whole numbers come
 * as numbers and times as ISO text on both engines.
 */
export const readSnapshot = engine === 'sqlite' ? readSqlite : readPostgresql

async function readSqlite<T>(body: (page: ReadPage) => Promise<T>): Promise<T> {
  const sqlite = new Database(databaseFile(), { readonly: true, timeout: 1000 })
  try {
    sqlite.exec('BEGIN')
    return await body(
      async <Row>(sql: string, params: unknown[]) => sqlite.prepare(sql).all(...params) as Row[],
    )
  } finally {
    sqlite.close()
  }
}

const { builtins } = pg.types
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number
    if (oid === builtins.TIMESTAMP) return (value: string) => new Date(`${value}Z`).toISOString()
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

async function readPostgresql<T>(body: (page: ReadPage) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connectionConfig(120_000), types })
  // a lost connection fails the query under way or the next one; without a listener it would end the process
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await body(async (sql, params) => (await client.query(sql, params)).rows)
  } catch (error) {
    throw mapDatabaseError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Lets waiting requests in. */
export const breathe = (): Promise<void> => new Promise((go) => setImmediate(go))
