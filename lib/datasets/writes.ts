import 'server-only'
import type { Tx } from '@/lib/db/client'

/** Takes `count` numbers of the dataset; returns the first. */
export async function reserveNumbers(tx: Tx, datasetId: string, count: number): Promise<number> {
  const { nextNumber } = await tx.dataset.update({
    where: { id: datasetId },
    data: { nextNumber: { increment: count } },
    select: { nextNumber: true },
  })
  return nextNumber - count
}
