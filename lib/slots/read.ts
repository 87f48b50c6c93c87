import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { Slot } from './schema'

/** What is to be written in a dataset. For commands and queries that have authorised. */
export async function slotsOf(tx: Tx, datasetId: string, tagId?: string): Promise<Slot[]> {
  const slots = await tx.writeSlot.findMany({
    where: { datasetId, ...(tagId === undefined ? {} : { tagId }) },
    orderBy: { tagId: 'asc' },
    select: { tagId: true, wanted: true },
  })
  const filled = await tx.writeSlotExample.groupBy({
    by: ['tagId'],
    where: { datasetId, example: { trashedAt: null, status: { not: 'excluded' } } },
    _count: true,
  })
  return slots.map((slot) => ({
    ...slot,
    filled: filled.find((one) => one.tagId === slot.tagId)?._count ?? 0,
  }))
}
