import 'server-only'
import { returnSplitRule } from '@/lib/datasets/writes/split-rule'
import { db, type Tx } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { returnSplits } from '@/lib/examples/writes/splits'
import { type Before, type Change, readBefore } from '@/lib/splits/before'
import { setPlaces } from '@/lib/splits/writes'
import { persist } from '../import/persist'

const batch = 200

/** What stood before a run. */
export async function beforeOf(runId: string): Promise<Before> {
  const run = await db().splitRun.findUnique({ where: { id: runId }, select: { before: true } })
  return readBefore(run?.before ?? null)
}

/**
 * Gives every example back what it had before a run, some at a time, the last first; an adoption is undone at the end.
 * Cut off, the same again brings it to its end. `check` is called between two transactions.
 */
export async function takeBack(
  { id, datasetId }: { id: string; datasetId: string },
  { check, onProgress }: { check: () => void; onProgress: (left: number, total: number) => void },
): Promise<void> {
  const { rule, changes } = await beforeOf(id)
  changes.reverse()
  for (let at = 0; at < changes.length; at += batch) {
    check()
    const some = changes.slice(at, at + batch)
    await persist(async (tx) => {
      await returnSplits(tx, datasetId, some)
      await returnPlaces(tx, datasetId, some)
    })
    onProgress(Math.max(0, changes.length - at - batch), changes.length)
    await breathe()
  }
  if (rule) await persist((tx) => returnSplitRule(tx, datasetId, rule))
}

async function returnPlaces(tx: Tx, datasetId: string, changes: readonly Change[]): Promise<void> {
  for (const pinned of [true, false])
    for (const held of [true, false]) {
      const ids = changes
        .filter(({ place }) => place && place.pinned === pinned && place.held === held)
        .map(({ id }) => id)
      if (ids.length > 0) await setPlaces(tx, datasetId, ids, { pinned, held })
    }
}
