import 'server-only'
import { db, transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { breathe } from '@/lib/db/reader'
import { touchTagged } from '@/lib/examples/writes/touch'
import { publish } from '@/lib/live/hub'
import { dropTouchDue } from '@/lib/tags/writes'
import { startJob } from './room'

// rows are long, and one transaction keeps everyone waiting
const examplesPerStep = 500

/**
 * Behind merges of tags, and their taking back: each example that holds such a tag changed when that was done. A merge
 * is one statement; this would make it take ten times as long while others wait. A new job each time: one that is about
 * to end may have overlooked the latest.
 */
export const touchDueTags = (): Promise<void> =>
  startJob(`touch ${newId()}`, 'touch', touchAll, { here: true })

async function touchAll(signal: AbortSignal): Promise<void> {
  const due = await db().tag.findMany({
    where: { touchDueAt: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true, datasetId: true, touchDueAt: true },
  })
  for (const { id, datasetId, touchDueAt } of due) {
    for (let after: number | null = 0; after !== null; ) {
      if (signal.aborted) return
      const from: number = after
      after = await transaction((tx) => touchTagged(tx, id, touchDueAt!, from, examplesPerStep))
      await breathe()
    }
    await transaction((tx) => dropTouchDue(tx, id, touchDueAt!))
    publish([{ type: 'examples', datasetId, actorId: 'local' }])
  }
}
