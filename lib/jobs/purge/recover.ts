import 'server-only'
import { db, transaction } from '@/lib/db/client'
import { endPurge } from '@/lib/purge/writes'
import { isLostJob } from '../room'

/**
 * Ends purges whose process is gone, at start and now and then while other processes run. The text is kept nowhere, so
 * that somebody must ask again; until then the tombstone lists what was found, and does not say that it is done.
 */
export async function endLostPurges(): Promise<void> {
  const working = await db().purge.findMany({
    where: { state: { in: ['finding', 'erasing'] } },
    select: { id: true, state: true },
  })
  for (const { id, state } of working) {
    if (!(await isLostJob(id))) continue
    const message = 'purgeInterrupted'
    await transaction((tx) =>
      endPurge(tx, id, { state: state === 'finding' ? 'cancelled' : 'failed', message }),
    )
  }
}
