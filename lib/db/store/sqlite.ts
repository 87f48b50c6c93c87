import 'server-only'
import Database from 'better-sqlite3'
import { type Column, isCopied, type Kind, type Store, type Table, type Value } from './store'

const kinds: Record<string, Kind> = {
  TEXT: 'text',
  INTEGER: 'int',
  BIGINT: 'long',
  BOOLEAN: 'bool',
  DATETIME: 'time',
  REAL: 'float',
}

/** A SQLite file; the caller holds its lock. */
export function openSqliteStore(file: string): Store {
  const sqlite = new Database(file)
  sqlite.defaultSafeIntegers(true)
  sqlite.pragma('foreign_keys = ON')
  sqlite.exec('BEGIN IMMEDIATE')

  function describe(name: string): Table {
    type Info = { name: string; type: string; pk: bigint }
    const columns = sqlite.pragma(`table_info("${name}")`) as Info[]
    const key = columns.filter(({ pk }) => pk > 0n).sort((a, b) => Number(a.pk - b.pk))
    const refers = sqlite.pragma(`foreign_key_list("${name}")`) as { table: string }[]
    return {
      name,
      columns: columns
        .map((column) => ({ name: column.name, kind: kinds[column.type] ?? 'text' }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      key: key.map((column) => column.name),
      refers: refers.map(({ table }) => table),
    }
  }

  return {
    migrations: async () =>
      sqlite.prepare('SELECT "name", "checksum" FROM "FinecutMigration"').all() as {
        name: string
        checksum: string
      }[],
    tables: async () => {
      const names = sqlite
        .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`)
        .pluck()
        .all() as string[]
      return names.filter(isCopied).map(describe)
    },
    read: async (table, after, limit) => {
      const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
      const key = table.key.map((name) => `"${name}"`).join(', ')
      const from = after ? `WHERE (${key}) > (${table.key.map(() => '?').join(', ')})` : ''
      const rows = sqlite
        .prepare(`SELECT ${names} FROM "${table.name}" ${from} ORDER BY ${key} LIMIT ${limit}`)
        .raw()
        .all(...(after ?? [])) as unknown[][]
      return rows.map((row) => row.map((value, i) => readValue(value, table.columns[i]!)))
    },
    insert: async (table, rows) => {
      const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
      const marks = table.columns.map(() => '?').join(', ')
      const insert = sqlite.prepare(`INSERT INTO "${table.name}" (${names}) VALUES (${marks})`)
      for (const row of rows) insert.run(row.map((value, i) => storedValue(value, table.columns[i]!)))
    },
    insertPairs: async (rows) => {
      const insert = sqlite.prepare('INSERT INTO "ExampleSearch"(rowid, "pairs") VALUES (?, ?)')
      for (const [id, pairs] of rows) insert.run(BigInt(id), pairs)
    },
    countPairs: async () => Number(sqlite.prepare('SELECT count(*) FROM "ExampleSearch"').pluck().get()),
    // SQLite counts on from the largest id by itself
    resetSequences: async () => {},
    commit: async () => void sqlite.exec('COMMIT'),
    close: async () => void sqlite.close(),
  }
}

function readValue(value: unknown, { kind }: Column): Value {
  if (value === null) return null
  if (kind === 'bool') return Boolean(Number(value))
  if (kind === 'long') return String(value)
  if (kind === 'time') {
    const text = String(value)
    return new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`).toISOString()
  }
  return kind === 'text' ? String(value) : Number(value)
}

function storedValue(value: Value, { kind }: Column): unknown {
  if (value === null) return null
  if (kind === 'bool') return value ? 1 : 0
  if (kind === 'long') return BigInt(String(value))
  // as the Prisma adapter writes it
  if (kind === 'time') return String(value).replace('Z', '+00:00')
  return value
}
