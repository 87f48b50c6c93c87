import 'server-only'
import type { Tx } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { AppError } from '@/lib/result/app-error'
import type { PurgeState, Touched } from './schema'

export type NewPurge = {
  id: string
  datasetId: string
  actorId: string
  textHash: string
  textLength: number
  ignoreCase: boolean
  reason: string
  number: number | null
  dryRun: boolean
}

const working = { state: { in: ['finding', 'erasing'] } }

/**
 * To be called in the transaction that begins an import, an export or a bulk run: what is on its way would bring the
 * text in, or out, behind a purge. Until the transaction's end no purge of the dataset begins.
 * @throws AppError `conflict` `purgeRunning`
 */
export async function refuseWhilePurging(tx: Tx, datasetId: string): Promise<void> {
  await takeTurn(tx, `purge:${datasetId}`)
  if ((await tx.purge.count({ where: { datasetId, dryRun: false, ...working } })) > 0)
    throw new AppError('conflict', 'purgeRunning')
}

/**
 * The other way round: the tombstone stands before anything is touched, and from its commit on nothing begins that
 * `refuseWhilePurging`.
 * @throws AppError `conflict` `purgeRunning`, `purgeBusy` while something is imported, exported or changed in bulk
 */
export async function claimPurge(tx: Tx, row: NewPurge): Promise<void> {
  const { datasetId, dryRun } = row
  if (!dryRun) {
    await refuseWhilePurging(tx, datasetId)
    const where = { datasetId, state: { in: ['collecting', 'running'] } }
    for (const table of [tx.import, tx.export, tx.bulkRun, tx.versionFormat, tx.readerRun] as {
      count: typeof tx.import.count
    }[])
      if ((await table.count({ where })) > 0) throw new AppError('conflict', 'purgeBusy')
  }
  const nothing = { examples: 0, revisions: 0, touched: '{}' }
  await tx.purge.create({ data: { ...row, state: 'finding', ...nothing }, select: { id: true } })
}

/** How far it is. */
export async function setPurgeProgress(tx: Tx, id: string, looked: number, total: number): Promise<void> {
  await tx.purge.updateMany({ where: { id, ...working }, data: { looked, total } })
}

const columnsOf = (touched: Touched) => ({
  examples: touched.examples.length,
  revisions: touched.revisions,
  touched: JSON.stringify(touched),
})

/** The point of no return: what was found is written down before any of it is touched. */
export async function beginErasing(tx: Tx, id: string, found: Touched): Promise<void> {
  await tx.purge.updateMany({
    where: { id, state: 'finding' },
    data: { state: 'erasing', looked: 0, ...columnsOf(found) },
  })
}

export type PurgeEnd = {
  state: Extract<PurgeState, 'done' | 'cancelled' | 'failed'>
  message?: string
  /** Left out: what was found stands. */
  touched?: Touched
  isErased?: boolean
}

/** False where it has ended already. */
export async function endPurge(tx: Tx, id: string, end: PurgeEnd): Promise<boolean> {
  const { count } = await tx.purge.updateMany({
    where: { id, ...working },
    data: {
      state: end.state,
      message: end.message ?? null,
      isErased: end.isErased ?? false,
      finishedAt: new Date(),
      ...(end.touched ? columnsOf(end.touched) : {}),
    },
  })
  return count > 0
}
