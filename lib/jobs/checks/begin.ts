import 'server-only'
import { countDue } from '@/lib/checks/due'
import { addCheckRun, endCheckRun } from '@/lib/checks/writes'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { announceJob, cancelElsewhere, cancelJob } from '../room'
import { type CheckRunJob, checkQueue, highestNumber } from './run'

/**
 * In the transaction of a command: everything of a dataset is to be checked again, from the start, or what is due alone.
 * The job follows.
 */
export async function beginCheckRun(
  tx: Tx,
  datasetId: string,
  userId: string,
  { dueOnly = false }: { dueOnly?: boolean } = {},
): Promise<CheckRunJob> {
  const running = await tx.checkRun.findMany({
    where: { datasetId, state: 'running' },
    select: { id: true },
  })
  for (const { id } of running) {
    await endCheckRun(tx, id, 'cancelled')
    if (!(await cancelElsewhere(tx, id))) cancelJob(id)
  }
  const runId = newId()
  const total = dueOnly
    ? await countDue(tx, datasetId)
    : await tx.example.count({ where: { datasetId, visible: true } })
  await addCheckRun(tx, { id: runId, datasetId, userId, total, upTo: dueOnly ? highestNumber : 0 })
  await announceJob(tx, runId, checkQueue(datasetId))
  return { runId, datasetId }
}
