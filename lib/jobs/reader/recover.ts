import 'server-only'
import { db, transaction } from '@/lib/db/client'
import { endReading } from '@/lib/second-reader/writes'
import { actorOfJob } from '../actor'
import { isLostJob } from '../room'
import { startReadingJob } from './start'

/**
 * At start, and now and then while other processes run: goes on with readings that a crash or the end of a process cut
 * off, for whoever started them.
 */
export async function recoverReadings(): Promise<{ done: Promise<void> }> {
  const running = await db().readerRun.findMany({
    where: { state: { in: ['collecting', 'running'] } },
    orderBy: { startedAt: 'asc' },
    select: { id: true, datasetId: true, userId: true },
  })
  const jobs: Promise<void>[] = []
  for (const { id, datasetId, userId } of running) {
    if (!(await isLostJob(id))) continue
    const actor = await actorOfJob(userId)
    if (actor) jobs.push(startReadingJob({ runId: id, datasetId, actor, isShort: false }))
    else await transaction((tx) => endReading(tx, id, { state: 'stopped', message: 'forbidden' }))
  }
  return { done: Promise.all(jobs).then(() => {}) }
}
