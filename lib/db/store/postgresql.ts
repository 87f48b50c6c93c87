import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '@/lib/result/app-error'
import { wholeDatabase } from '../open'
import { assertStorable } from '../storable'
import { isCopied, type Kind, type Row, type Store, type Table } from './store'

const kinds: Record<string, Kind> = {
  text: 'text',
  integer: 'int',
  bigint: 'long',
  boolean: 'bool',
  'timestamp without time zone': 'time',
  'double precision': 'float',
}

const columnsSql = `SELECT c.table_name::text AS "table", c.column_name::text AS "name", c.data_type::text AS "type"
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.column_name COLLATE "C"`
const keysSql = `SELECT t.relname::text AS "table", a.attname::text AS "name"
  FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
  CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(number, place)
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
  WHERE x.indisprimary AND t.relnamespace = current_schema()::regnamespace ORDER BY k.place`
const refersSql = `SELECT t.relname::text AS "table", o.relname::text AS "other"
  FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class o ON o.oid = f.confrelid
  WHERE f.contype = 'f' AND t.relnamespace = current_schema()::regnamespace`
const sequencesSql = `SELECT t.relname::text AS "table", a.attname::text AS "column",
    pg_get_serial_sequence(quote_ident(t.relname), a.attname) AS "sequence"
  FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
  WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND pg_get_serial_sequence(quote_ident(t.relname), a.attname) IS NOT NULL`

const { builtins } = pg.types
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') => {
    if (oid === builtins.INT8) return String
    if (oid === builtins.TIMESTAMP) return (value: string) => new Date(`${value}Z`).toISOString()
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/**
 * A PostgreSQL database as it stands at this moment; one that no Finecut serves just now, unless it is only read
 * (`inUse`).
 * @throws AppError `unavailable` `copyInUse`
 */
export async function openPostgresqlStore(url: string, { inUse = false } = {}): Promise<Store> {
  const client = new pg.Client({ connectionString: url, application_name: 'finecut copy', types })
  client.on('error', () => {})
  await client.connect()
  const query = async <R extends pg.QueryResultRow>(text: string, params: unknown[] = []) =>
    (await client.query<R>(text, params)).rows
  if (!inUse && !(await isUnused())) {
    await client.end()
    throw new AppError('unavailable', 'copyInUse')
  }
  await query(`BEGIN ISOLATION LEVEL REPEATABLE READ${inUse ? ' READ ONLY' : ''}`)

  /** Holds the database until the connection ends: see openDatabase. */
  async function isUnused(): Promise<boolean> {
    // the server knows of a connection for a moment after it was closed
    for (let tries = 1; tries <= 10; tries++) {
      const [lock] = await query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
        wholeDatabase,
      ])
      const served = await query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'finecut' LIMIT 1`,
      )
      if (lock?.free && served.length === 0) return true
      await wait(100)
    }
    return false
  }

  return {
    migrations: () => query('SELECT "name", "checksum" FROM "FinecutMigration"'),
    tables: async () => {
      const columns = await query<{ table: string; name: string; type: string }>(columnsSql)
      const keys = await query<{ table: string; name: string }>(keysSql)
      const refers = await query<{ table: string; other: string }>(refersSql)
      const names = [...new Set(columns.map(({ table }) => table))].filter(isCopied)
      return names.map((name): Table => {
        const own = <T extends { table: string }>(rows: T[]) => rows.filter(({ table }) => table === name)
        return {
          name,
          columns: own(columns).map((column) => ({ name: column.name, kind: kinds[column.type] ?? 'text' })),
          key: own(keys).map((column) => column.name),
          refers: own(refers).map(({ other }) => other),
        }
      })
    },
    read: async (table, after, limit) => {
      const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
      const key = table.key.map((name) => `"${name}"`).join(', ')
      const from = after ? `WHERE (${key}) > (${table.key.map((_, i) => `$${i + 1}`).join(', ')})` : ''
      const text = `SELECT ${names} FROM "${table.name}" ${from} ORDER BY ${key} LIMIT ${limit}`
      return (await client.query({ text, values: after ?? [], rowMode: 'array' })).rows as Row[]
    },
    insert: async (table, rows) => {
      for (const row of rows) assertStorable(row)
      const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
      const records = rows.map((row) =>
        Object.fromEntries(row.map((value, i) => [table.columns[i]!.name, value])),
      )
      await query(
        `INSERT INTO "${table.name}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table.name}", $1::json)`,
        [JSON.stringify(records)],
      )
    },
    insertPairs: async (rows) => {
      await query(
        `INSERT INTO "ExampleSearch" ("exampleId", "pairs")
          SELECT (j.row->>0)::integer, string_to_array(j.row->>1, ' ') FROM json_array_elements($1::json) AS j(row)`,
        [JSON.stringify(rows)],
      )
    },
    countPairs: async () =>
      Number((await query<{ n: string }>('SELECT count(*) AS n FROM "ExampleSearch"'))[0]!.n),
    resetSequences: async () => {
      const found = await query<{ table: string; column: string; sequence: string }>(sequencesSql)
      for (const { table, column, sequence } of found)
        await query(
          `SELECT setval($1::regclass, greatest((SELECT max("${column}") FROM "${table}"), 1), EXISTS (SELECT 1 FROM "${table}"))`,
          [sequence],
        )
    },
    // and the planner knows at once what there is
    commit: async () => void (await query('COMMIT; ANALYZE')),
    close: () => client.end(),
  }
}
