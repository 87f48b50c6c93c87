import { conversationOf } from '@/lib/conversations/kind'
import { dialect, type Sql, type SqlParam, sql } from '@/lib/db/dialect'
import {
  type Cursor,
  countSql,
  cursorOf,
  narrowCountSql,
  type PageRow,
  pageSql,
  pickNarrow,
  probeSql,
} from './page'
import { matchesText, searchableText, surelyMisses } from './text'
import type { Where } from './where'
import type { Query, Sort } from './words'

/** Runs one read: `(sql, params) => db().$queryRawUnsafe(sql, ...params)`. */
export type Run = (text: string, params: SqlParam[]) => Promise<Record<string, unknown>[]>

export type MatchOptions = { sort: Sort; cursor: Cursor | null; backward?: boolean; limit: number }
export type Matches = {
  /** In list order, `backward` too. */
  ids: number[]
  cursors: Cursor[]
  /** Where the next page starts; null: there is nothing further. It may stand where fewer than `limit` were found. */
  next: Cursor | null
}

const mostBytesAtOnce = 8_000_000
// What one call reads at most, so that a needle with many false candidates can't hold the server.
const mostRowsRead = 4000

/** The next hits of a query: candidates in order, each doubtful one checked against its text. */
export async function listMatches(
  run: Run,
  query: Query,
  where: Where,
  options: MatchOptions,
): Promise<Matches> {
  const from = (await isMetSoon(run, where, options)) ? null : await chooseStart(run, where)
  return readMatches(run, query, where, { ...options, from })
}

async function readMatches(
  run: Run,
  query: Query,
  where: Where,
  options: MatchOptions & { from: Sql | null },
): Promise<Matches> {
  const hits: PageRow[] = []
  const enough = options.limit + 1
  let place = options.cursor
  let isEnd = false
  let read = 0
  let size = enough
  while (!isEnd && hits.length < enough && read < mostRowsRead) {
    // those to start from are all sorted for each page of them
    const limit = options.from ? Math.max(mostRowsRead, enough) : Math.min(size, Math.max(500, enough))
    const rows = await readRows(run, pageSql(where, { ...options, cursor: place, limit }))
    isEnd = rows.length < limit
    read += rows.length
    const last = rows.at(-1)
    if (last) place = cursorOf(options.sort, last)
    for (let at = 0, some = enough; at < rows.length && hits.length < enough; at += some, some *= 2) {
      const next = rows.slice(at, at + some)
      hits.push(...(where.doubt ? await keepMatching(run, query, next) : next))
    }
    size *= 2
  }
  const shown = hits.slice(0, options.limit)
  const more = hits.length > options.limit ? cursorOf(options.sort, shown.at(-1)!) : isEnd ? null : place
  if (options.backward) shown.reverse()
  return {
    ids: shown.map(({ id }) => id),
    cursors: shown.map((row) => cursorOf(options.sort, row)),
    next: more,
  }
}

/** Whether the words of a query are so common that a walk meets a page of hits at once: not even counted, then. */
async function isMetSoon(run: Run, where: Where, options: MatchOptions): Promise<boolean> {
  if (!where.walk || where.narrow.length === 0) return false
  const limit = options.limit + 1
  const probe = probeSql(where, { ...options, limit })
  const [row] = await run(probe.sql, probe.params)
  return Number(row?.hits) === limit
}

async function chooseStart(run: Run, where: Where): Promise<Sql | null> {
  if (where.narrow.length === 0) return null
  const counting = narrowCountSql(where)
  const [row] = await run(counting.sql, counting.params)
  return pickNarrow(
    where,
    where.narrow.map((_, i) => Number(row?.[`c${i}`])),
  )
}

async function readRows(run: Run, page: Sql): Promise<PageRow[]> {
  const rows = await run(page.sql, page.params)
  return rows.map((row) => ({
    id: Number(row.id),
    sortValue: typeof row.sortValue === 'string' ? row.sortValue : Number(row.sortValue),
    tie: Number(row.tie),
    textBytes: row.textBytes === null ? null : Number(row.textBytes),
  }))
}

async function keepMatching(run: Run, query: Query, rows: PageRow[]): Promise<PageRow[]> {
  const doubtful = rows.filter(({ textBytes }) => textBytes !== null)
  const failed = new Set<number>()
  for (let i = 0; i < doubtful.length; ) {
    const ids: number[] = []
    for (let bytes = 0; i < doubtful.length && (ids.length === 0 || bytes < mostBytesAtOnce); i++) {
      bytes += doubtful[i]!.textBytes ?? 0
      ids.push(doubtful[i]!.id)
    }
    const select = sql`SELECT e."id" AS "id", e."text" AS "text" FROM "Example" e WHERE ${dialect.isOneOf('e."id"', ids)}`
    for (const row of await run(select.sql, select.params)) {
      const text = String(row.text)
      if (surelyMisses(query, text) || !matchesText(query, searchableText(conversationOf(text).messages)))
        failed.add(Number(row.id))
    }
  }
  return rows.filter(({ id }) => !failed.has(id))
}

/** Every hit's id in batches, by number: for what works on all of them (export, tags, a filtered chart). */
export async function* eachMatch(
  run: Run,
  query: Query,
  where: Where,
  batch = 500,
): AsyncGenerator<number[]> {
  const from = await chooseStart(run, where)
  let cursor: Cursor | null = null
  do {
    const found: Matches = await readMatches(run, query, where, {
      sort: 'number',
      cursor,
      limit: batch,
      from,
    })
    if (found.ids.length > 0) yield found.ids
    cursor = found.next
  } while (cursor)
}

/** How many examples a query finds, counted up to `most`. */
export async function countMatches(run: Run, query: Query, where: Where, most: number): Promise<number> {
  if (!where.doubt) {
    const counting = countSql(where, most, await chooseStart(run, where))
    const [row] = await run(counting.sql, counting.params)
    return Number(row?.count)
  }
  let count = 0
  for await (const ids of eachMatch(run, query, where)) {
    count += ids.length
    if (count >= most) return most
  }
  return count
}
