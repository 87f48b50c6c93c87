import 'server-only'
import type { Tx } from './client'
import { engine } from './engine'
import { assertStorable } from './storable'
import { type Cell, withLongText, withRows } from './ticket'

export type { Cell }

// createMany is fifteen times slower, and long IN lists hit SQLite's limit of bound variables. Many new rows go past
// Prisma (lib/db/insert-many.ts, lib/db/copy-many.ts); PostgreSQL's are one JSON parameter otherwise: it reads each value
// as what its column holds (`json_populate_record`), 0 and 1 as booleans too. Table and column names come from this
// code, never from a request.

// a copy is one more round trip
const leastCopied = 50

/**
 * Inserts rows (at most 500) into a table, in a transaction; booleans are true/false or 0/1, times are `sqlTime()`.
 * `onConflict` is what SQL says of twins.
 */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Cell[][],
  onConflict = '',
): Promise<void> {
  if (rows.length === 0) return
  for (const row of rows) assertStorable(row)
  const insert = `${insertOf(table, columns)} ${onConflict}`
  const isCopied = engine === 'postgresql' && onConflict === '' && rows.length >= leastCopied
  const one = isCopied ? `COPY "${table}" (${namesOf(columns)}) FROM STDIN` : insert
  if (engine === 'sqlite' || isCopied) await withRows(rows, (ticket) => tx.$executeRawUnsafe(one, ticket))
  else await withLongText(recordsOf(columns, rows), (list) => tx.$executeRawUnsafe(insert, list))
}

function insertOf(table: string, columns: readonly string[]): string {
  const names = namesOf(columns)
  return engine === 'sqlite'
    ? `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`
    : `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1::json)`
}

/**
 * Changes rows (at most 500) in which every key column is as given: each row holds its keys, then its columns. Answers
 * the first keys of those that were so; the rest is as it was.
 */
export async function updateRows(
  tx: Tx,
  table: string,
  keys: string[],
  columns: string[],
  rows: Cell[][],
): Promise<Set<Cell>> {
  if (rows.length === 0) return new Set()
  for (const row of rows) assertStorable(row)
  const update =
    engine === 'sqlite' ? updateOfSqlite(table, keys, columns) : updateOfPostgresql(table, keys, columns)
  const changed = await withLongText(
    engine === 'sqlite' ? arraysOf(rows) : updatesOf(keys, columns, rows),
    (list) => tx.$queryRawUnsafe<Record<string, Cell | bigint>[]>(update, list),
  )
  return new Set(changed.map(({ key }) => (typeof key === 'bigint' ? Number(key) : key!)))
}

function updateOfSqlite(table: string, keys: string[], columns: string[]): string {
  const sets = columns.map((column, i) => `"${column}" = ${cellOf(keys.length + i)}`).join(', ')
  const isRow = keys.map((key, i) => `"${table}"."${key}" = ${cellOf(i)}`).join(' AND ')
  return `UPDATE "${table}" SET ${sets} FROM json_each(?) j WHERE ${isRow} RETURNING "${table}"."${keys[0]}" AS "key"`
}

// what a row is found by and what it is set to are two records: a column may be in both
function updateOfPostgresql(table: string, keys: string[], columns: string[]): string {
  const sets = columns.map((column) => `"${column}" = s."${column}"`).join(', ')
  const isRow = keys.map((key) => `"${table}"."${key}" = k."${key}"`).join(' AND ')
  return `UPDATE "${table}" SET ${sets} FROM json_array_elements($1::json) AS j(row),
    json_populate_record(NULL::"${table}", j.row->'keys') k, json_populate_record(NULL::"${table}", j.row->'set') s
    WHERE ${isRow} RETURNING "${table}"."${keys[0]}" AS "key"`
}

/** Removes rows (at most 500) in which every column is as given. */
export async function deleteRows(tx: Tx, table: string, columns: string[], rows: Cell[][]): Promise<void> {
  if (rows.length === 0) return
  for (const row of rows) assertStorable(row)
  const names = namesOf(columns)
  const list =
    engine === 'sqlite'
      ? `SELECT ${cellsOf(columns)} FROM json_each(?) j`
      : `SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1::json)`
  await tx.$executeRawUnsafe(
    `DELETE FROM "${table}" WHERE (${names}) IN (${list})`,
    engine === 'sqlite' ? arraysOf(rows) : recordsOf(columns, rows),
  )
}

const namesOf = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ')
const cellOf = (place: number) => `json_extract(j.value, '$[${place}]')`
const cellsOf = (columns: readonly string[]) => columns.map((_, i) => cellOf(i)).join(', ')

const arraysOf = (rows: Cell[][]): string => JSON.stringify(rows)

const recordOf = (columns: readonly string[], cells: Cell[]) =>
  Object.fromEntries(columns.map((column, i) => [column, cells[i]]))

function recordsOf(columns: readonly string[], rows: Cell[][]): string {
  return JSON.stringify(rows.map((row) => recordOf(columns, row)))
}

function updatesOf(keys: string[], columns: string[], rows: Cell[][]): string {
  return JSON.stringify(
    rows.map((row) => ({ keys: recordOf(keys, row), set: recordOf(columns, row.slice(keys.length)) })),
  )
}

/** A time as the Prisma adapter writes it, so that raw and Prisma rows sort together. */
export const sqlTime = (at: Date): string => at.toISOString().replace('Z', '+00:00')
