import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { ExportState } from './schema'

export async function addExport(
  tx: Tx,
  row: { id: string; datasetId: string; userId: string; recipe: string },
): Promise<void> {
  await tx.export.create({ data: { ...row, state: 'running' }, select: { id: true } })
}

/** False where it is no longer running. */
export async function setProgress(tx: Tx, id: string, written: number, total: number): Promise<boolean> {
  const { count } = await tx.export.updateMany({
    where: { id, state: 'running' },
    data: { written, total },
  })
  return count === 1
}

export type ExportEnd = {
  state: Exclude<ExportState, 'running'>
  total?: number
  written?: number
  /** JSON of `Ending`. */
  manifest?: string
  message?: string | null
}

/** Ends a running export; false where it had ended already. */
export async function endExport(tx: Tx, id: string, end: ExportEnd): Promise<boolean> {
  const { count } = await tx.export.updateMany({
    where: { id, state: 'running' },
    data: {
      state: end.state,
      finishedAt: new Date(),
      ...(end.total === undefined ? {} : { total: end.total }),
      ...(end.written === undefined ? {} : { written: end.written }),
      ...(end.manifest === undefined ? {} : { manifest: end.manifest }),
      ...(end.message === undefined ? {} : { message: end.message }),
    },
  })
  return count === 1
}

/** Removes the rows of all but the newest exports of a dataset; their ids, for the files. */
export async function removeOldExports(tx: Tx, datasetId: string, keep: number): Promise<string[]> {
  const old = await tx.export.findMany({
    where: { datasetId, state: { not: 'running' } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: keep + 100,
    select: { id: true },
  })
  const ids = old.slice(keep).map(({ id }) => id)
  await tx.export.deleteMany({ where: { id: { in: ids } } })
  return ids
}

/** Complete exports whose files are taken away because they hold what was purged. */
export async function loseFiles(tx: Tx, ids: string[]): Promise<void> {
  await tx.export.updateMany({
    where: { id: { in: ids }, state: 'done' },
    data: { state: 'failed', message: 'exportPurged', manifest: null },
  })
}
