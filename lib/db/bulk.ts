import 'server-only'
import type { Tx } from './client'
import { engine } from './engine'
import { assertStorable } from './storable'

export type Cell = string | number | boolean | null

// One JSON parameter per batch: createMany is fifteen times slower and long IN lists hit SQLite's limit of
// bound variables. Table and column names come from this code, never from a request.
/** Inserts rows (at most 500) into a table; booleans are true/false or 0/1, times are `sqlTime()`. */
export async function insertRows(tx: Tx, table: string, columns: string[], rows: Cell[][]): Promise<void> {
  if (rows.length === 0) return
  for (const row of rows) assertStorable(row)
  const names = columns.map((c) => `"${c}"`).join(', ')
  if (engine === 'sqlite') {
    const values = columns.map((_, i) => `json_extract(value, '$[${i}]')`).join(', ')
    const insert = `INSERT INTO "${table}" (${names}) SELECT ${values} FROM json_each(?)`
    await tx.$executeRawUnsafe(insert, JSON.stringify(rows))
  } else {
    // each value is read as what its column holds: 0 and 1 as booleans too
    const records = rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, row[i]])))
    const insert = `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1::json)`
    await tx.$executeRawUnsafe(insert, JSON.stringify(records))
  }
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
  const cell = (i: number) => `json_extract(j.value, '$[${i}]')`
  const sets = columns.map((column, i) => `"${column}" = ${cell(keys.length + i)}`).join(', ')
  const isRow = keys.map((key, i) => `"${table}"."${key}" = ${cell(i)}`).join(' AND ')
  const changed = await tx.$queryRawUnsafe<Record<string, Cell | bigint>[]>(
    `UPDATE "${table}" SET ${sets} FROM json_each(?) j WHERE ${isRow} RETURNING "${table}"."${keys[0]}" AS "key"`,
    JSON.stringify(rows),
  )
  return new Set(changed.map(({ key }) => (typeof key === 'bigint' ? Number(key) : key!)))
}

/** Removes rows (at most 500) in which every column is as given. */
export async function deleteRows(tx: Tx, table: string, columns: string[], rows: Cell[][]): Promise<void> {
  if (rows.length === 0) return
  const names = columns.map((c) => `"${c}"`).join(', ')
  const values = columns.map((_, i) => `json_extract(value, '$[${i}]')`).join(', ')
  await tx.$executeRawUnsafe(
    `DELETE FROM "${table}" WHERE (${names}) IN (SELECT ${values} FROM json_each(?))`,
    JSON.stringify(rows),
  )
}

/** A time as the Prisma adapter writes it, so that raw and Prisma rows sort together. */
export const sqlTime = (at: Date): string => at.toISOString().replace('Z', '+00:00')
