import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { Touched } from './schema'

export type NewPurge = {
  id: string
  datasetId: string
  actorId: string
  textHash: string
  textLength: number
  ignoreCase: boolean
  reason: string
}

/** The tombstone, before anything is touched: it stands though the purge be cut off. */
export async function addPurge(tx: Tx, row: NewPurge): Promise<void> {
  await tx.purge.create({ data: { ...row, examples: 0, revisions: 0, touched: '{}' }, select: { id: true } })
}

export async function endPurge(tx: Tx, id: string, touched: Touched): Promise<void> {
  const { examples, revisions } = touched
  await tx.purge.updateMany({
    where: { id },
    data: { examples: examples.length, revisions, touched: JSON.stringify(touched) },
  })
}
