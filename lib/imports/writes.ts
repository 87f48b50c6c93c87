import 'server-only'
import { insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import type { ImportState, OnError, RejectedLine } from './schema'

export type NewImportRow = {
  id: string
  datasetId: string
  userId: string
  fileName: string
  size: number
  sha256: string
  format: string
  /** What a person told about reading it, as JSON, and what it may be offered for again. */
  options?: string
  signature?: string
  onError: OnError
  sourceKey: string | null
}

export async function addImport(tx: Tx, row: NewImportRow): Promise<void> {
  await tx.import.create({ data: { ...row, size: BigInt(row.size), state: 'running' }, select: { id: true } })
}

export type Counts = {
  bytes: number
  lines: number
  stored: number
  skipped: number
  rejected: number
  rolledBack: number
}
const columnsOf = ({ bytes, ...counts }: Counts) => ({ ...counts, bytes: BigInt(bytes) })

/** How far a running import has come. */
export async function setProgress(tx: Tx, id: string, counts: Counts): Promise<void> {
  await tx.import.updateMany({ where: { id, state: 'running' }, data: columnsOf(counts) })
}

/** From here on the import is kept: its rows are shown, in this process or after the next start. */
export async function markComplete(tx: Tx, id: string, counts: Counts): Promise<void> {
  await tx.import.update({
    where: { id },
    data: { ...columnsOf(counts), finishedAt: new Date() },
    select: { id: true },
  })
}

export async function endImport(
  tx: Tx,
  id: string,
  end: { state: Exclude<ImportState, 'running'>; message?: string; counts?: Counts },
): Promise<void> {
  await tx.import.update({
    where: { id },
    data: {
      state: end.state,
      message: end.message ?? null,
      finishedAt: new Date(),
      ...(end.counts ? columnsOf(end.counts) : {}),
    },
    select: { id: true },
  })
}

export async function addRejections(tx: Tx, importId: string, lines: RejectedLine[]): Promise<void> {
  await insertRows(
    tx,
    'ImportRejection',
    ['importId', 'record', 'line', 'code', 'detail', 'excerpt'],
    lines.map((r) => [importId, r.record, r.line, r.code, JSON.stringify(r.params), r.excerpt]),
  )
}
