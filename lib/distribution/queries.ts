import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import { type Filter, readFilter } from '@/lib/examples/filter'
import { eachMatch } from '@/lib/query/matches'
import { tagGroupsOf } from '@/lib/tags/read'
import { exampleOf } from './profile'
import type { Distribution, DistributionBy, DistributionQuery } from './schema'
import { addExamples, distributionOf } from './summary'

/**
 * What the tags hold of the examples that a query finds, or of their trained messages.
 * @throws AppError `invalid` `badQuery`, details `{ errors }`
 */
export async function getDistribution(
  actor: Actor,
  datasetId: string,
  request: DistributionQuery,
): Promise<Distribution> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const groups = await tagGroupsOf(db(), datasetId)
  const filter = await readFilter(db(), actor.id, datasetId, request.q)
  const statement = countProfiles(await conditionOf(filter), request.by)
  const rows = await filter.run(statement.sql, statement.params)
  return rows.reduce<Distribution>(
    (sum, row) => {
      const profile = { trained: Number(row.trained), tags: String(row.tags ?? '') }
      return addExamples(sum, exampleOf(profile), Number(row.n))
    },
    distributionOf([], groups, request.by),
  )
}

/** The condition over alias `e` that holds for the examples to count. */
async function conditionOf({ query, where, run }: Filter): Promise<Sql> {
  const inCharts = raw(`e."trashedAt" IS NULL AND e."status" <> 'excluded'`)
  if (!where.doubt) return sql`${where} AND ${inCharts}`
  const ids: number[] = []
  for await (const found of eachMatch(run, query, where)) ids.push(...found)
  return sql`${dialect.isOneOf('e."id"', ids)} AND ${inCharts}`
}

// Raw: Prisma can't gather an example's tags into one value and count equal ones. Examples that count alike make one
// row, so that what a row means is said once, in summary.ts, and a dataset of any size gives a few hundred rows.
function countProfiles(where: Sql, by: DistributionBy): Sql {
  const isTrained = dialect.isTrainedMessage('e."strip"', 'e."messageIds"', 'et."messageId"')
  const onMessage = by === 'examples' ? raw('1 = 1') : raw(isTrained)
  const trained = raw(by === 'examples' ? '0' : 'e."trainedTurns"')
  const tag = sql`CASE WHEN et."messageId" = '' THEN et."tagId"
    WHEN ${onMessage} THEN et."tagId" || '@' || ${by === 'examples' ? raw("'any'") : raw('et."messageId"')} END`
  return sql`SELECT "trained", "tags", COUNT(*) AS "n" FROM (
      SELECT ${trained} AS "trained", ${dialect.joined(tag)} AS "tags"
      FROM "Example" e LEFT JOIN "ExampleTag" et ON et."exampleId" = e."id"
      WHERE ${where} GROUP BY e."id"
    ) p GROUP BY "trained", "tags"`
}
