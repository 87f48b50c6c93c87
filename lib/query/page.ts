import { z } from 'zod'
import { dialect, type IndexedOrder, joinSql, raw, type Sql, sql } from '@/lib/db/dialect'
import { sort } from './schema'
import type { Where } from './where'
import type { Sort } from './words'

const orders: Record<string, { column: IndexedOrder; tie: 'id' | 'number' }> = {
  number: { column: 'number', tie: 'id' },
  updated: { column: 'updatedAt', tie: 'id' },
  tokens: { column: 'tokens', tie: 'id' },
  turns: { column: 'turns', tie: 'id' },
  status: { column: 'status', tie: 'number' },
}
const orderOf = (by: Sort) => orders[by.replace('-', '')]!

/** The place of a row in a list: what it is sorted by, and what decides between equals. */
export const cursor = z.strictObject({
  sort,
  value: z.union([z.string().max(64), z.number()]),
  tie: z.number().int(),
})
export type Cursor = z.infer<typeof cursor>

export const printCursor = (place: Cursor): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** Null where the text is no cursor, or is one of a list in another order. */
export function parseCursor(text: string, by: Sort): Cursor | null {
  try {
    const found = cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return found.success && found.data.sort === by ? found.data : null
  } catch {
    return null
  }
}

/** A row of a page as read; `textBytes` null = surely a hit. */
export type PageRow = { id: number; sortValue: string | number; tie: number; textBytes: number | null }
export const cursorOf = (by: Sort, row: PageRow): Cursor => ({ sort: by, value: row.sortValue, tie: row.tie })

export type PageOptions = {
  sort: Sort
  /** Rows after this place, or before it with `backward`; null: from the start, or the end. */
  cursor: Cursor | null
  /** Nearest to the cursor first, so in reverse order. */
  backward?: boolean
  limit: number
  /** One of `where.narrow`: start from these ids and sort them, instead of walking the list in order. */
  from?: Sql | null
}

/** The rows of a list from its place on, in its order. */
function orderSql({ sort, cursor, backward }: PageOptions): { after: Sql[]; by: Sql; column: IndexedOrder } {
  const { column, tie } = orderOf(sort)
  const [c, t] = [raw(`e."${column}"`), raw(`e."${tie}"`)]
  const descending = sort.startsWith('-') !== Boolean(backward)
  const sign = raw(descending ? '<' : '>')
  const after = cursor ? [sql`(${c}, ${t}) ${sign} (${cursor.value}, ${cursor.tie})`] : []
  const direction = raw(descending ? 'DESC' : 'ASC')
  return { after, by: sql`${c} ${direction}, ${t} ${direction}`, column }
}

/** One keyset page of the ids that a query finds, as rows of `PageRow`. */
export function pageSql(where: Where, options: PageOptions): Sql {
  const { after, by, column } = orderSql(options)
  const { tie } = orderOf(options.sort)
  const value = column === 'updatedAt' ? dialect.timeText('e."updatedAt"') : `e."${column}"`
  const bytes = where.doubt
    ? sql`CASE WHEN ${where.doubt} THEN ${raw(dialect.byteLength('e."text"'))} END`
    : raw('NULL')
  const { from } = options
  const table = from ? sql`(${from}) n CROSS JOIN "Example" e` : raw(dialect.inOrderOf(column))
  const conditions = from ? [raw('e."id" = n."id"'), where] : [where.walk ?? where]
  return sql`SELECT e."id" AS "id", ${raw(value)} AS "sortValue", ${raw(`e."${tie}"`)} AS "tie", ${bytes} AS "textBytes"
    FROM ${table} WHERE ${joinSql([...conditions, ...after], ' AND ')} ORDER BY ${by} LIMIT ${options.limit}`
}

// As many as are asked in the time that counting the hits of a common word takes at least.
const rowsProbed = 400

/** One row `hits`: how many of the next rows of a list a query finds, counted up to `limit`. */
export function probeSql(where: Where, options: PageOptions): Sql {
  const { after, by, column } = orderSql(options)
  const rows = sql`SELECT e.* FROM ${raw(dialect.inOrderOf(column))}
    WHERE ${joinSql([where.scope, ...after], ' AND ')} ORDER BY ${by} LIMIT ${rowsProbed}`
  return sql`SELECT count(*) AS "hits" FROM (SELECT 1 FROM (${rows}) e WHERE ${where.walk ?? where}
    LIMIT ${options.limit}) h`
}

// Above this many, opening and sorting them costs more than meeting fifty of them on a walk in order.
const mostGathered = 3000

/** One row `c0…cN`: how many ids each of `where.narrow` holds, counted no further than is worth knowing. */
export function narrowCountSql(where: Where): Sql {
  const counts = where.narrow.map(
    (ids, i) => sql`(SELECT count(*) FROM (${ids} LIMIT ${mostGathered + 1}) n) AS ${raw(`"c${i}"`)}`,
  )
  return sql`SELECT ${joinSql(counts, ', ')}`
}

/** The select that is best to start from, by the counts of `narrowCountSql`; null: walk the list in order. */
export function pickNarrow(where: Where, counts: readonly number[]): Sql | null {
  const fewest = Math.min(...counts)
  return fewest <= mostGathered ? (where.narrow[counts.indexOf(fewest)] ?? null) : null
}

/** How many examples a query finds, at most `most`; exact only where `where.doubt` is null. */
export function countSql(where: Where, most: number, from: Sql | null): Sql {
  const rows = from
    ? sql`(${from}) n CROSS JOIN "Example" e WHERE e."id" = n."id" AND ${where}`
    : sql`"Example" e WHERE ${where}`
  return sql`SELECT count(*) AS "count" FROM (SELECT 1 FROM ${rows} LIMIT ${most}) c`
}
