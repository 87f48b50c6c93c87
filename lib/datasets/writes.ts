import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { DatasetState } from './schema'

export async function insertDataset(
  tx: Tx,
  dataset: { id: string; name: string; guidelines?: string },
): Promise<void> {
  const { id, name, guidelines = '' } = dataset
  await tx.dataset.create({ data: { id, name, guidelines }, select: { id: true } })
}

/** Compare-and-set on the revision that the change was made from; false where it is another by now. */
export async function changeDatasetRow(
  tx: Tx,
  id: string,
  fromRevision: number,
  change: { name: string; guidelines: string },
): Promise<boolean> {
  const { count } = await tx.dataset.updateMany({
    where: { id, revision: fromRevision },
    data: { ...change, revision: fromRevision + 1 },
  })
  return count === 1
}

/** A new revision, so that a form opened before can't put back what stood there. */
export async function bumpDataset(tx: Tx, id: string): Promise<void> {
  await tx.dataset.updateMany({ where: { id }, data: { revision: { increment: 1 } } })
}

export async function setState(tx: Tx, id: string, state: DatasetState): Promise<void> {
  await tx.dataset.update({ where: { id }, data: { state }, select: { id: true } })
}

/** Takes `count` numbers of the dataset; returns the first. */
export async function reserveNumbers(tx: Tx, datasetId: string, count: number): Promise<number> {
  const { nextNumber } = await tx.dataset.update({
    where: { id: datasetId },
    data: { nextNumber: { increment: count } },
    select: { nextNumber: true },
  })
  return nextNumber - count
}
