import 'server-only'
import { insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import type { SplitRunKind } from './schema'
import type { Side } from './words'

export type NewSplitRun = {
  id: string
  datasetId: string
  userId: string
  kind: SplitRunKind
  number: number | null
  side: Side | null
}

/** `before`: what the command changed itself, to be taken back with what the run changes. */
export async function addSplitRun(tx: Tx, row: NewSplitRun, before: string | null = null): Promise<void> {
  await tx.splitRun.create({ data: { ...row, state: 'running', before }, select: { id: true } })
}

/** Keeps what stands before the run changes it. */
export async function setSplitBefore(tx: Tx, id: string, before: string): Promise<void> {
  await tx.splitRun.update({ where: { id }, data: { before }, select: { id: true } })
}

/** Says that what a running one gave is to be taken back; false where it has ended, or is taken back already. */
export async function cancelSplitRun(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.splitRun.updateMany({
    where: { id, state: 'running' },
    data: { state: 'cancelling' },
  })
  return count === 1
}

export async function setSplitProgress(
  tx: Tx,
  id: string,
  progress: { written: number; total: number },
): Promise<void> {
  const state = { in: ['running', 'cancelling'] }
  await tx.splitRun.updateMany({ where: { id, state }, data: progress })
}

export type SplitRunEnd =
  | { state: 'done'; placed: number; held: number }
  | { state: 'failed'; message: string }
  | { state: 'cancelled' }

/** Ends one that is in `state`; false where it is not any more. */
export async function endSplitRun(
  tx: Tx,
  id: string,
  { state, end }: { state: 'running' | 'cancelling'; end: SplitRunEnd },
): Promise<boolean> {
  const data = { ...end, before: null, finishedAt: new Date() }
  const { count } = await tx.splitRun.updateMany({ where: { id, state }, data })
  return count === 1
}

/** Says of examples that they are held, or that they are not. */
export const setHeld = (tx: Tx, datasetId: string, exampleIds: number[], held: boolean): Promise<void> =>
  setPlaces(tx, datasetId, exampleIds, { held })

/** Says of examples that they were put on their side by hand, and so are held no more; or that they were not. */
export const setPinned = (tx: Tx, datasetId: string, exampleIds: number[], pinned: boolean): Promise<void> =>
  setPlaces(tx, datasetId, exampleIds, pinned ? { pinned, held: false } : { pinned })

/** Whether examples are pinned, and whether held. */
export async function setPlaces(
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
