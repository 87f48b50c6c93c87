import 'server-only'
import type { Tx } from './client'

export type Cell = string | number | null

// One JSON parameter per batch: createMany is fifteen times slower and long IN lists hit SQLite's limit of
// bound variables. Table and column names come from this code, never from a request.
/** Inserts rows (at most 500) into a table; booleans are 0/1, times are `sqlTime()`. */
export async function insertRows(tx: Tx, table: string, columns: string[], rows: Cell[][]): Promise<void> {
  if (rows.length === 0) return
  const names = columns.map((c) => `"${c}"`).join(', ')
  const values = columns.map((_, i) => `json_extract(value, '$[${i}]')`).join(', ')
  await tx.$executeRawUnsafe(
    `INSERT INTO "${table}" (${names}) SELECT ${values} FROM json_each(?)`,
    JSON.stringify(rows),
  )
}

/** A time as the Prisma adapter writes it, so that raw and Prisma rows sort together. */
export const sqlTime = (at: Date): string => at.toISOString().replace('Z', '+00:00')
