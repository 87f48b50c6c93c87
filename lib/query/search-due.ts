import { sql } from '@/lib/db/dialect'
import type { Run } from './matches'
import { looksAtTexts } from './terms'
import type { Query } from './words'

/** How many examples of a dataset have no search row yet; 0 where a query looks at no texts. */
export async function countSearchDue(run: Run, datasetId: string, query: Query): Promise<number> {
  if (!looksAtTexts(query)) return 0
  const count = sql`SELECT count(*) AS "count" FROM "SearchDue" d WHERE d."datasetId" = ${datasetId}`
  const [row] = await run(count.sql, count.params)
  return Number(row?.count)
}
