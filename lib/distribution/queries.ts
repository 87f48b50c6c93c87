import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { readFilter } from '@/lib/examples/filter'
import { foldInBackground } from '@/lib/jobs/fold-counters'
import { tagGroupsOf } from '@/lib/tags/read'
import { readProfiles } from './counters'
import { type Counted, countFiltered, sumUp } from './read'
import type { Distribution, DistributionQuery } from './schema'

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
  return sumUp(profiles, groups, request.by)
}

async function countAll(datasetId: string): Promise<Counted[]> {
  const { profiles, isBehind } = await readProfiles(db(), datasetId)
  // a read is who notices, in whichever process and after whatever crash; its own answer is exact already
  if (isBehind) void foldInBackground(datasetId)
  return profiles
}
