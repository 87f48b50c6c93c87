import 'server-only'
import Database from 'better-sqlite3'
import pg from 'pg'
import { copyOut } from './copy-out'
import { dialect, joinSql, raw, type Sql, sql } from './dialect'
import { engine } from './engine'
import { mapDatabaseError } from './errors'
import { databaseFile } from './paths'
import { connectionConfig } from './postgresql'
import type { Column, ReadRows } from './rows'

export type ReadPage = <Row>(sql: string, params: unknown[]) => Promise<Row[]>

function selectOf(columns: readonly Column[], from: Sql): Sql {
  const all = columns.map(([name, kind, of]) => {
    const column = `e."${name}"`
    return sql`${of ?? raw(kind === 'bytes' ? dialect.bytes(column) : column)} AS ${raw(`"${name}"`)}`
  })
  return sql`SELECT ${joinSql(all, ', ')} ${from}`
}

/**
 * A long read over one snapshot, on a read-only connection of its own: exports and statistics go through here, so
 * that saves don't wait for them. Read in keyset pages and `await breathe()` between two of them. Whole numbers come
 * as numbers and times as ISO text on both engines.
 */
export const readSnapshot = engine === 'sqlite' ? readSqlite : readPostgresql

async function readSqlite<T>(body: (page: ReadPage, rows: ReadRows) => Promise<T>): Promise<T> {
  const sqlite = new Database(databaseFile(), { readonly: true, timeout: 1000 })
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (text: string) => {
    const statement = sqlite.prepare<unknown[], unknown[]>(text)
    return { statement: statement.raw(), toObject: objectsOf(statement.columns().map(({ name }) => name)) }
  }
  try {
    sqlite.exec('BEGIN')
    const page: ReadPage = async <Row>(text: string, params: unknown[]) => {
      // pages of one read come by the same few statements
      const { statement, toObject } = prepared.get(text) ?? prepare(text)
      prepared.set(text, { statement, toObject })
      return statement.all(...params).map(toObject) as Row[]
    }
    return await body(page, (columns, from) => {
      const select = selectOf(columns, from)
      return page(select.sql, select.params)
    })
  } finally {
    sqlite.close()
  }
}

// the driver takes longer to make an object of a row
const objectsOf = (names: readonly string[]) => (cells: unknown[]) => {
  const row: Record<string, unknown> = {}
  for (let i = 0; i < names.length; i++) row[names[i]!] = cells[i]
  return row
}

const { builtins } = pg.types
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number
    if (oid === builtins.TIMESTAMP) return (value: string) => new Date(`${value}Z`).toISOString()
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

async function readPostgresql<T>(body: (page: ReadPage, rows: ReadRows) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connectionConfig(120_000), types })
  // a lost connection fails the query under way or the next one; without a listener it would end the process
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const inTurn = queue()
    const page: ReadPage = (text, params) => inTurn(async () => (await client.query(text, params)).rows)
    return await body(page, async <Row>(columns: readonly Column[], from: Sql) => {
      const kinds = columns.map(([, kind]) => kind)
      const rows = await inTurn(() => copyOut(client, selectOf(columns, from), kinds))
      return rows.map(objectsOf(columns.map(([name]) => name))) as Row[]
    })
  } catch (error) {
    throw mapDatabaseError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Runs one at a time what is asked of a connection while it answers. */
function queue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = last.then(ask)
    last = answer.catch(() => {})
    return answer
  }
}

/** Lets waiting requests in. */
export const breathe = (): Promise<void> => new Promise((go) => setImmediate(go))
