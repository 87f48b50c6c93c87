import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, joinSql, type Sql, sql } from '@/lib/db/dialect'
import type { Filter } from '@/lib/examples/filter'
import { listMatches } from '@/lib/query/matches'
import type { Cursor } from '@/lib/query/page'
import { selectIn } from './read'

const highestId = 2_147_483_647
const atOnce = 500

/**
 * Ids of the examples that a query finds, by number from `from` on, that have findings for which `conditions` hold
 * (alias `f`), in batches that may be empty.
 */
export async function* eachFiltered(
  tx: Tx,
  { query, where, run }: Filter,
  conditions: readonly Sql[],
  from = 0,
): AsyncGenerator<number[]> {
  let cursor: Cursor | null = from > 1 ? { sort: 'number', value: from - 1, tie: highestId } : null
  do {
    const page = await listMatches(run, query, where, { sort: 'number', cursor, limit: atOnce })
    if (page.ids.length > 0) {
      const rows = await selectIn<{ id: number | bigint }>(
        tx,
        sql`SELECT DISTINCT f."exampleId" AS "id" FROM "Finding" f
          WHERE ${joinSql([...conditions, dialect.isOneOf('f."exampleId"', page.ids)], ' AND ')}`,
      )
      if (rows.length > 0) yield rows.map(({ id }) => Number(id))
    }
    cursor = page.next
  } while (cursor)
}
