import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { AppError } from '@/lib/result/app-error'
import { findRun, listLastRuns, tagNamesOf, toRunRow } from '../read'
import type { BulkItemRow, BulkOutcome, BulkReason, BulkRunRow } from '../schema'

export type RunAddress = { datasetId: string; runId: string }
const itemsPerPage = 200

/** The last 20 runs of a dataset, newest first. `byName` is '' for the command line. */
export async function listBulkRuns(actor: Actor, datasetId: string): Promise<BulkRunRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const runs = await listLastRuns(db(), datasetId)
  const nameOf = await namesOf(
    db(),
    runs.map(({ userId }) => userId),
  )
  const tagNameOf = await tagNamesOf(db(), runs)
  return runs.map((run) => toRunRow(run, nameOf(run.userId), tagNameOf(run)))
}

/** @throws AppError `not_found` */
export async function getBulkRun(actor: Actor, { datasetId, runId }: RunAddress): Promise<BulkRunRow> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const run = await findRun(db(), datasetId, runId)
  if (!run) throw new AppError('not_found')
  const nameOf = await namesOf(db(), [run.userId])
  const tagNameOf = await tagNamesOf(db(), [run])
  return toRunRow(run, nameOf(run.userId), tagNameOf(run))
}

/** What became of the examples of a run, by number, a page at a time; `next` is the `after` of the next page. */
export async function listBulkItems(
  actor: Actor,
  { datasetId, runId }: RunAddress,
  { outcome, after = 0 }: { outcome?: BulkOutcome; after?: number },
): Promise<{ items: BulkItemRow[]; next: number | null }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const run = await findRun(db(), datasetId, runId)
  if (!run) throw new AppError('not_found')
  const rows = await db().bulkItem.findMany({
    where: { runId, number: { gt: after }, ...(outcome ? { outcome } : {}) },
    orderBy: { number: 'asc' },
    take: itemsPerPage + 1,
    select: { number: true, outcome: true, reason: true, revision: true },
  })
  const items = rows.slice(0, itemsPerPage).map((row) => ({
    ...row,
    outcome: row.outcome as BulkOutcome | null,
    reason: row.reason as BulkReason | null,
  }))
  return { items, next: rows.length > itemsPerPage ? items.at(-1)!.number : null }
}
