import 'server-only'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { AppError } from '@/lib/result/app-error'
import { findPurge, findPurges, type StoredPurge } from './read'
import type { PurgeRow } from './schema'

export type PurgeAddress = { datasetId: string; purgeId: string }

/** The tombstones of a dataset, newest first; `byName` is '' for the command line. */
export async function listPurges(actor: Actor, datasetId: string): Promise<PurgeRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  authoriseStudio(actor, 'purge texts')
  return named(await findPurges(db(), datasetId))
}

/** @throws AppError `not_found` */
export async function getPurge(actor: Actor, { datasetId, purgeId }: PurgeAddress): Promise<PurgeRow> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  authoriseStudio(actor, 'purge texts')
  const found = await findPurge(db(), datasetId, purgeId)
  if (!found) throw new AppError('not_found')
  return (await named([found]))[0]!
}

async function named(purges: StoredPurge[]): Promise<PurgeRow[]> {
  const nameOf = await namesOf(
    db(),
    purges.map(({ actorId }) => actorId),
  )
  return purges.map(({ actorId, ...purge }) => ({ ...purge, byName: nameOf(actorId) }))
}
