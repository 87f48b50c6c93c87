import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { isLostJob } from '../room'

const lookMs = 200
const open = ['running', 'cancelling']

/**
 * Waits until nobody gives or takes back sides in a dataset. Answers with how many runs of it are open or were
 * cancelled, for `requireSettled`.
 */
export async function splitsSettled(datasetId: string): Promise<number> {
  for (;;) {
    const runs = await db().splitRun.findMany({
      where: { datasetId, state: { in: open } },
      select: { id: true },
    })
    let going = 0
    for (const { id } of runs) if (!(await isLostJob(id))) going += 1
    if (going === 0) return countRuns(db(), datasetId)
    await sleep(lookMs)
  }
}

/**
 * What goes out is never what a run gave that may still be taken back, or was.
 * @throws AppError `conflict` `sidesChanged` where one was begun since, and has not come to its end
 */
export async function requireSettled(tx: Tx, datasetId: string, settled: number): Promise<void> {
  if ((await countRuns(tx, datasetId)) !== settled) throw new AppError('conflict', 'sidesChanged')
}

const countRuns = (tx: Tx, datasetId: string): Promise<number> =>
  tx.splitRun.count({ where: { datasetId, state: { in: [...open, 'cancelled'] } } })
