import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { DatasetState } from './schema'

/** A dataset's own row; null where there is none. For commands that have authorised. */
export async function findDataset(tx: Tx, id: string) {
  const row = await tx.dataset.findUnique({
    where: { id },
    select: { name: true, guidelines: true, state: true, revision: true },
  })
  return row && { ...row, state: row.state as DatasetState }
}
