import 'server-only'
import type { Tx } from '@/lib/db/client'

/** Wants that many examples of a tag from now on; what was written before counts no more. 0: wants none. */
export async function setSlot(tx: Tx, datasetId: string, tagId: string, wanted: number): Promise<void> {
  await tx.writeSlotExample.deleteMany({ where: { datasetId, tagId } })
  await tx.writeSlot.deleteMany({ where: { datasetId, tagId } })
  if (wanted > 0) await tx.writeSlot.create({ data: { datasetId, tagId, wanted }, select: { tagId: true } })
}

export async function fillSlot(tx: Tx, datasetId: string, tagId: string, exampleId: number): Promise<void> {
  await tx.writeSlotExample.create({ data: { datasetId, tagId, exampleId }, select: { exampleId: true } })
}
