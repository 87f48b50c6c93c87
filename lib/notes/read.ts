import 'server-only'
import type { Tx } from '@/lib/db/client'

/** A dataset's reference notes, oldest first. For commands and queries that have authorised. */
export const notesOf = (tx: Tx, datasetId: string) =>
  tx.referenceNote.findMany({
    where: { datasetId, removedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, title: true, text: true, revision: true, byId: true, updatedAt: true },
  })
