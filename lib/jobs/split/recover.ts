import 'server-only'
import { db } from '@/lib/db/client'
import type { SplitRunKind } from '@/lib/splits/schema'
import type { Side } from '@/lib/splits/words'
import { isLostJob } from '../room'
import { startSplitJob } from './run'

/**
 * At start, and now and then while other processes run: goes on with what a crash or the end of a process cut off. `done`
 * tells when all have ended.
 */
export async function recoverSplits(): Promise<{ done: Promise<void> }> {
  const running = await db().splitRun.findMany({
    where: { state: { in: ['running', 'cancelling'] } },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, datasetId: true, userId: true, kind: true, number: true, side: true },
  })
  const jobs: Promise<void>[] = []
  for (const { kind, side, ...row } of running)
    if (await isLostJob(row.id))
      jobs.push(startSplitJob({ ...row, kind: kind as SplitRunKind, side: side as Side | null }))
  return { done: Promise.all(jobs).then(() => {}) }
}
