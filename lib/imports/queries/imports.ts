import 'server-only'
import type { Import } from '@/generated/prisma/client'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { RejectionCode } from '@/lib/conversations/schema'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { AppError } from '@/lib/result/app-error'
import type { ImportRow, ImportState, OnError, RejectedLine } from '../schema'

const listed = 100
const rejectionsPerPage = 200

function toRow(row: Import, byName: string): ImportRow {
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state as ImportState,
    size: Number(row.size),
    bytes: Number(row.bytes),
    lines: row.lines,
    stored: row.stored,
    skipped: row.skipped,
    rejected: row.rejected,
    rolledBack: row.rolledBack,
    format: row.format,
    onError: row.onError as OnError,
    sourceKey: row.sourceKey,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    message: row.message,
    byName,
  }
}

/** The last 100 imports of a dataset, newest first. `byName` is '' for the command line. */
export async function listImports(actor: Actor, datasetId: string): Promise<ImportRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const rows = await db().import.findMany({
    where: { datasetId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: listed,
  })
  const nameOf = await namesOf(
    db(),
    rows.map((row) => row.userId),
  )
  return rows.map((row) => toRow(row, nameOf(row.userId)))
}

/** @throws AppError `not_found` */
export async function getImport(actor: Actor, datasetId: string, importId: string): Promise<ImportRow> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const row = await db().import.findUnique({ where: { id: importId, datasetId } })
  if (!row) throw new AppError('not_found')
  const nameOf = await namesOf(db(), [row.userId])
  return toRow(row, nameOf(row.userId))
}

/** Rejections after a record number, in order, a page at a time; `next` is the `after` of the next page. */
export async function listRejections(
  actor: Actor,
  at: { datasetId: string; importId: string },
  after = 0,
): Promise<{ rejections: RejectedLine[]; next: number | null }> {
  await authoriseDataset(actor, 'see a dataset', at.datasetId)
  const found = await db().import.findUnique({
    where: { id: at.importId, datasetId: at.datasetId },
    select: {
      rejections: {
        where: { record: { gt: after } },
        orderBy: { record: 'asc' },
        take: rejectionsPerPage + 1,
        select: { record: true, line: true, code: true, detail: true, excerpt: true },
      },
    },
  })
  if (!found) throw new AppError('not_found')
  const rejections = found.rejections.slice(0, rejectionsPerPage).map(
    ({ detail, code, ...rest }): RejectedLine => ({
      ...rest,
      code: code as RejectionCode,
      params: JSON.parse(detail) as RejectedLine['params'],
    }),
  )
  const more = found.rejections.length > rejectionsPerPage
  return { rejections, next: more ? rejections.at(-1)!.record : null }
}
