import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { readProfiles } from '@/lib/distribution/counters'
import { countFiltered } from '@/lib/distribution/read'
import { readFilter } from '@/lib/examples/filter'
import { tagGroupsOf } from '@/lib/tags/read'
import { groupsOfTable } from './groups'
import { coverageOf } from './read'
import type { Coverage, CoverageQuery } from './schema'
import { cellsOf, countPairs } from './table'
import { usualTarget } from './words'

/**
 * Kinds of edge case against topics, with the examples that hold both, of what a query finds; excluded ones and the trash never.
 * @throws AppError `invalid` `badQuery`, details `{ errors }`
 */
export async function getCoverage(actor: Actor, datasetId: string, { q }: CoverageQuery): Promise<Coverage> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const groups = await tagGroupsOf(db(), datasetId)
  const { set, own, templates } = await coverageOf(db(), datasetId)
  const { kinds, topics } = groupsOfTable(groups, set)
  const kindIds = kinds?.tags.map(({ id }) => id) ?? []
  const topicIds = topics?.tags.map(({ id }) => id) ?? []
  const profiles =
    q.trim() === ''
      ? (await readProfiles(db(), datasetId)).profiles
      : await countFiltered(await readFilter(db(), actor.id, datasetId, q), 'examples')
  const counts = countPairs(profiles, new Set(kindIds), new Set(topicIds))
  const target = set.target ?? usualTarget
  return {
    kindGroupId: kinds?.id ?? null,
    topicGroupId: topics?.id ?? null,
    target,
    kinds: kindIds.map((tagId) => {
      const template = templates.find(({ kindTagId }) => kindTagId === tagId)
      return {
        tagId,
        count: counts.of.get(tagId) ?? 0,
        template: template ? { user: template.user, assistant: template.assistant } : null,
      }
    }),
    topics: topicIds.map((tagId) => ({ tagId, count: counts.of.get(tagId) ?? 0 })),
    cells: cellsOf(kindIds, topicIds, counts, { target, own }),
  }
}
