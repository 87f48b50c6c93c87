import 'server-only'
import { insertRows, updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import type { BulkAction, BulkItemRow, BulkSelection, BulkState } from './schema'

export type NewRun = {
  id: string
  datasetId: string
  userId: string
  action: BulkAction
  selection: BulkSelection
  undoOf?: { id: string; rootId: string; takesBack: boolean }
}

export async function addRun(tx: Tx, run: NewRun): Promise<void> {
  const { undoOf, action, selection, ...row } = run
  await tx.bulkRun.create({
    data: {
      ...row,
      action: JSON.stringify(action),
      selection: JSON.stringify(selection),
      undoOf: undoOf?.id ?? null,
      rootId: undoOf?.rootId ?? run.id,
      takesBack: undoOf ? !undoOf.takesBack : false,
      state: 'collecting',
    },
    select: { id: true },
  })
}

/** Lists at most 500 examples of a run. */
export async function addItems(
  tx: Tx,
  runId: string,
  items: { number: number; seen: number }[],
): Promise<void> {
  await insertRows(
    tx,
    'BulkItem',
    ['runId', 'number', 'seen'],
    items.map(({ number, seen }) => [runId, number, seen]),
  )
  await tx.bulkRun.update({
    where: { id: runId },
    data: { total: { increment: items.length } },
    select: { id: true },
  })
}

/** The list is complete: from now on examples change. */
export async function beginRunning(tx: Tx, runId: string): Promise<void> {
  await tx.bulkRun.updateMany({ where: { id: runId, state: 'collecting' }, data: { state: 'running' } })
}

/** Says what became of at most 500 items, in the transaction that made it so. */
export async function setOutcomes(tx: Tx, runId: string, items: BulkItemRow[]): Promise<void> {
  await updateRows(
    tx,
    'BulkItem',
    ['runId', 'number'],
    ['outcome', 'reason', 'revision'],
    items.map(({ number, outcome, reason, revision }) => [runId, number, outcome, reason, revision]),
  )
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length
  await tx.bulkRun.update({
    where: { id: runId },
    data: {
      changed: { increment: count('changed') },
      unchanged: { increment: count('unchanged') },
      skipped: { increment: count('skipped') },
      failed: { increment: count('failed') },
    },
    select: { id: true },
  })
}

export async function askToCancel(tx: Tx, runId: string): Promise<void> {
  await tx.bulkRun.updateMany({
    where: { id: runId, state: { in: ['collecting', 'running'] } },
    data: { cancelling: true },
  })
}

/** False where it has ended already. */
export async function endRun(
  tx: Tx,
  runId: string,
  end: { state: Extract<BulkState, 'done' | 'cancelled' | 'failed'>; message?: string },
): Promise<boolean> {
  const ended = await tx.bulkRun.updateMany({
    where: { id: runId, state: { in: ['collecting', 'running'] } },
    data: { state: end.state, message: end.message ?? null, finishedAt: new Date() },
  })
  return ended.count > 0
}
