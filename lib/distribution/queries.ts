import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import { type Filter, readFilter } from '@/lib/examples/filter'
import { foldInBackground } from '@/lib/jobs/fold-counters'
import { eachMatch } from '@/lib/query/matches'
import { tagGroupsOf } from '@/lib/tags/read'
import { readProfiles } from './counters'
import { exampleOf, type Profile } from './profile'
import { countProfiles } from './profile-sql'
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
  const profiles =
    request.q.trim() === ''
      ? await countAll(datasetId)
      : await countFiltered(await readFilter(db(), actor.id, datasetId, request.q), request.by)
  return profiles.reduce<Distribution>(
    (sum, { n, ...profile }) => addExamples(sum, exampleOf(profile), n),
    distributionOf([], groups, request.by),
  )
}

type Counted = Profile & { n: number }

async function countAll(datasetId: string): Promise<Counted[]> {
  const { profiles, isBehind } = await readProfiles(db(), datasetId)
  // a read is who notices, in whichever process and after whatever crash; its own answer is exact already
  if (isBehind) void foldInBackground(datasetId)
  return profiles
}

async function countFiltered(filter: Filter, by: DistributionBy): Promise<Counted[]> {
  const statement = countProfiles(await conditionOf(filter), by)
  const rows = await filter.run(statement.sql, statement.params)
  return rows.map((row) => ({
    trained: Number(row.trained),
    tags: String(row.tags ?? ''),
    n: Number(row.n),
  }))
}

/** The condition over alias `e` that holds for the examples to count. */
async function conditionOf({ query, where, run }: Filter): Promise<Sql> {
  const inCharts = raw(`e."trashedAt" IS NULL AND e."status" <> 'excluded'`)
  if (!where.doubt) return sql`${where} AND ${inCharts}`
  const ids: number[] = []
  for await (const found of eachMatch(run, query, where)) ids.push(...found)
  return sql`${dialect.isOneOf('e."id"', ids)} AND ${inCharts}`
}
