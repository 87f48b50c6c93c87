import 'server-only'
import type { Purge } from '@/generated/prisma/client'
import type { Tx } from '@/lib/db/client'
import type { PurgeRow, PurgeState, Touched } from './schema'

export type StoredPurge = Omit<PurgeRow, 'byName'> & { actorId: string }

const none: Touched = {
  examples: [],
  revisions: 0,
  rows: {},
  exports: [],
  versions: [],
  uploads: [],
  backups: [],
}

function toStored(row: Purge): StoredPurge {
  const touched = { ...none, ...(JSON.parse(row.touched) as Partial<Touched>) }
  return {
    ...touched,
    // those of before only counted them
    uploads: Array.isArray(touched.uploads) ? touched.uploads : [],
    id: row.id,
    actorId: row.actorId,
    at: row.at.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    reason: row.reason,
    textLength: row.textLength,
    ignoreCase: row.ignoreCase,
    number: row.number,
    dryRun: row.dryRun,
    state: row.state as PurgeState,
    message: row.message,
    looked: row.looked,
    total: row.total,
    isErased: row.isErased,
  }
}

export async function findPurge(tx: Tx, datasetId: string, purgeId: string): Promise<StoredPurge | null> {
  const row = await tx.purge.findUnique({ where: { id: purgeId, datasetId } })
  return row && toStored(row)
}

/** The last 100 of a dataset that were no mere look, newest first. */
export async function findPurges(tx: Tx, datasetId: string): Promise<StoredPurge[]> {
  const rows = await tx.purge.findMany({
    where: { datasetId, dryRun: false },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 100,
  })
  return rows.map(toStored)
}

/** How many purges of a dataset ever began: for what must notice that one did meanwhile. */
export const countPurges = (tx: Tx, datasetId: string): Promise<number> =>
  tx.purge.count({ where: { datasetId, dryRun: false } })
