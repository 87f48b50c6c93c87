import 'server-only'
import { insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'

/** Says of examples that they are held, or that they are not. */
export const setHeld = (tx: Tx, datasetId: string, exampleIds: number[], held: boolean): Promise<void> =>
  setPlaces(tx, datasetId, exampleIds, { held })

/** Says of examples that they were put on their side by hand, and so are held no more; or that they were not. */
export const setPinned = (tx: Tx, datasetId: string, exampleIds: number[], pinned: boolean): Promise<void> =>
  setPlaces(tx, datasetId, exampleIds, pinned ? { pinned, held: false } : { pinned })

async function setPlaces(
  tx: Tx,
  datasetId: string,
  exampleIds: number[],
  { pinned, held }: { pinned?: boolean; held?: boolean },
): Promise<void> {
  const at = sqlTime(new Date())
  const changed = [
    ...(pinned === undefined ? [] : ['pinned']),
    ...(held === undefined ? [] : ['held']),
    'at',
  ].map((column) => `"${column}" = excluded."${column}"`)
  for (let from = 0; from < exampleIds.length; from += 500)
    await insertRows(
      tx,
      'SplitPlace',
      ['exampleId', 'datasetId', 'pinned', 'held', 'at'],
      exampleIds.slice(from, from + 500).map((id) => [id, datasetId, pinned ? 1 : 0, held ? 1 : 0, at]),
      `ON CONFLICT ("exampleId") DO UPDATE SET ${changed.join(', ')}`,
    )
}
