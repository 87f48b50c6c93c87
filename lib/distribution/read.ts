import 'server-only'
import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import type { Filter } from '@/lib/examples/filter'
import { eachMatch } from '@/lib/query/matches'
import { exampleOf, type Profile } from './profile'
import { countProfiles } from './profile-sql'
import type { Distribution, DistributionBy } from './schema'
import { addExamples, distributionOf, type GroupOfTags } from './summary'

export type Counted = Profile & { n: number }

/** What a filter finds, counted by profile. For queries that have authorised. */
export async function countFiltered(filter: Filter, by: DistributionBy): Promise<Counted[]> {
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

/** Profiles with their numbers, as the distribution over these groups. */
export function sumUp(profiles: Counted[], groups: readonly GroupOfTags[], by: DistributionBy): Distribution {
  return profiles.reduce<Distribution>(
    (sum, { n, ...profile }) => addExamples(sum, exampleOf(profile), n),
    distributionOf([], groups, by),
  )
}
