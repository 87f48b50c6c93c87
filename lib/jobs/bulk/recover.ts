import 'server-only'
import { endRun } from '@/lib/bulk/writes'
import { db, transaction } from '@/lib/db/client'
import { actorOfJob } from '../actor'
import { isLostJob } from '../room'
import { startBulkJob } from './start'

/**
 * At start, and now and then while other processes run: goes on with runs that a crash or the end of a process cut
 * off, for whoever started them. `done` tells when they have ended.
 */
export async function recoverBulk(): Promise<{ done: Promise<void> }> {
  const running = await db().bulkRun.findMany({
    where: { state: { in: ['collecting', 'running'] } },
    orderBy: { startedAt: 'asc' },
    select: { id: true, datasetId: true, userId: true },
  })
  const jobs: Promise<void>[] = []
  for (const { id, datasetId, userId } of running) {
    if (!(await isLostJob(id))) continue
    const actor = await actorOfJob(userId)
    if (actor) jobs.push(startBulkJob({ runId: id, datasetId, actor }))
    else await transaction((tx) => endRun(tx, id, { state: 'failed', message: 'forbidden' }).then(() => {}))
  }
  return { done: Promise.all(jobs).then(() => {}) }
}
