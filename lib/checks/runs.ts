import 'server-only'
import type { Tx } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import type { CheckRunRow, CheckRunState } from './schema'

/** The last time that everything of a dataset was to be checked. */
export async function findLatestRun(tx: Tx, datasetId: string): Promise<CheckRunRow | null> {
  const row = await tx.checkRun.findFirst({
    where: { datasetId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  if (!row) return null
  const { id, looked, total, message, startedAt, finishedAt } = row
  const nameOf = await namesOf(tx, [row.userId])
  return {
    id,
    state: row.state as CheckRunState,
    looked,
    total,
    message,
    byName: nameOf(row.userId),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}
