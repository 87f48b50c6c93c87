import 'server-only'
import { db } from '@/lib/db/client'

/** Whether a bulk run is at a dataset: checks wait for its end, since people wait for it. */
export const isChangedInBulk = async (datasetId: string): Promise<boolean> =>
  (await db().bulkRun.findFirst({
    where: { datasetId, state: { in: ['collecting', 'running'] } },
    select: { id: true },
  })) !== null
