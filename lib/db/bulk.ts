import 'server-only'
import type { Tx } from './client'
import { type Engine, engine } from './engine'
import { withLongText } from './long-text'
import { assertStorable } from './storable'

export type Cell = string | number | boolean | null

// One JSON parameter per batch: createMany is fifteen times slower and long IN lists hit SQLite's limit of
// bound variables. Table and column names come from this code, never from a request. PostgreSQL reads each value as
// what its column holds (`json_populate_record`), 0 and 1 as booleans too.

/**
 * Inserts rows (at most 500) into a table; booleans are true/false or 0/1, times are `sqlTime()`. `onConflict` is
 * what SQL says of twins.
 */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: string[],
  rows: Cell[][],
  onConflict = '',
): Promise<void> {
  if (rows.length === 0) return
  await withLongText(engine === 'sqlite' ? arraysOf(rows) : recordsOf(columns, rows), (list) =>
    tx.$executeRawUnsafe(`${insertOf(table, columns)} ${onConflict}`, list),
  )
}

function insertOf(table: string, columns: readonly string[]): string {
  const names = namesOf(columns)
  return engine === 'sqlite'
    ? `INSERT INTO "${table}" (${names}) SELECT ${cellsOf(columns)} FROM json_each(?) j WHERE 1 = 1`
    : `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1::json)`
}

/**
 * A row as text, open for the value of the last column: what a worker thread makes ready for `insertOpenRows`. The
 * engine is named, since a worker has no environment.
 */
export function openRow(columns: readonly string[], cells: Cell[], forEngine: Engine): string {
  assertStorable(cells)
  const last = columns.at(-1)!
  if (forEngine === 'sqlite') return `${JSON.stringify(cells).slice(0, -1)},`
  return `${JSON.stringify(recordOf(columns.slice(0, -1), cells)).slice(0, -1)},"${last}":`
}

/** Inserts rows (at most 500) that `openRow` made, each with the number for its last column. */
export async function insertOpenRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly { open: string; last: number }[],
): Promise<void> {
  if (rows.length === 0) return
  const end = engine === 'sqlite' ? ']' : '}'
  await withLongText(`[${rows.map(({ open, last }) => `${open}${last}${end}`).join(',')}]`, (list) =>
    tx.$executeRawUnsafe(insertOf(table, columns), list),
  )
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

function arraysOf(rows: Cell[][]): string {
  for (const row of rows) assertStorable(row)
  return JSON.stringify(rows)
}

const recordOf = (columns: readonly string[], cells: Cell[]) =>
  Object.fromEntries(columns.map((column, i) => [column, cells[i]]))

function recordsOf(columns: string[], rows: Cell[][]): string {
  for (const row of rows) assertStorable(row)
  return JSON.stringify(rows.map((row) => recordOf(columns, row)))
}

function updatesOf(keys: string[], columns: string[], rows: Cell[][]): string {
  for (const row of rows) assertStorable(row)
  return JSON.stringify(
    rows.map((row) => ({ keys: recordOf(keys, row), set: recordOf(columns, row.slice(keys.length)) })),
  )
}

/** A time as the Prisma adapter writes it, so that raw and Prisma rows sort together. */
export const sqlTime = (at: Date): string => at.toISOString().replace('Z', '+00:00')
