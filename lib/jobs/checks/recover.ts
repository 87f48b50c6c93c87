import 'server-only'
import { db } from '@/lib/db/client'
import { isLostJob } from '../room'
import { isOff } from './is-off'
import { checkDueEverywhere, startCheckRun } from './run'

/** At start, and now and then while other processes run: goes on with what a process that is gone left behind. */
export async function recoverChecks(): Promise<void> {
  const running = await db().checkRun.findMany({
    where: { state: 'running' },
    orderBy: { startedAt: 'asc' },
    select: { id: true, datasetId: true },
  })
  for (const { id, datasetId } of running)
    if (await isLostJob(id)) void startCheckRun({ runId: id, datasetId })
  if (!isOff()) await checkDueEverywhere()
}
