import 'server-only'
import { hash } from 'node:crypto'
import type { ReaderRun } from '@/generated/prisma/client'
import type { BulkSelection } from '@/lib/bulk/schema'
import type { Message } from '@/lib/conversations/schema'
import type { Tx } from '@/lib/db/client'
import type { ReadingRow, ReadingTask } from './schema'
import type { ReadingState } from './words'

/** Of which examples, and how many at most; of a proposal none. */
export type Chosen = { selection: BulkSelection; most: number } | null
export type Reading = Omit<ReaderRun, 'task' | 'selection' | 'state'> & {
  task: ReadingTask
  selection: Chosen
  state: ReadingState
}

const toReading = (row: ReaderRun): Reading => ({
  ...row,
  task: JSON.parse(row.task) as ReadingTask,
  selection: JSON.parse(row.selection) as Chosen,
  state: row.state as ReadingState,
})

export async function findReading(tx: Tx, datasetId: string, runId: string): Promise<Reading | null> {
  const row = await tx.readerRun.findUnique({ where: { id: runId, datasetId } })
  return row && toReading(row)
}

/** The last 10 of a dataset, newest first. */
export async function listLastReadings(tx: Tx, datasetId: string): Promise<Reading[]> {
  const rows = await tx.readerRun.findMany({
    where: { datasetId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 10,
  })
  return rows.map(toReading)
}

export function toReadingRow(
  { datasetId: _, userId: __, selection: ___, ...run }: Reading,
  byName: string,
): ReadingRow {
  return {
    ...run,
    byName,
    waitsUntil: run.waitsUntil?.toISOString() ?? null,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

/** What tells whether a turn still says what was read. */
export const textHashOf = ({ content }: Message): string =>
  hash('sha256', typeof content === 'string' ? content : JSON.stringify(content ?? null), 'base64url')
