import 'server-only'
import type { Tx } from '@/lib/db/client'

type Said = { title: string; text: string }

export async function insertNote(
  tx: Tx,
  note: Said & { id: string; datasetId: string; byId: string },
): Promise<void> {
  await tx.referenceNote.create({ data: { ...note, updatedAt: new Date() }, select: { id: true } })
}

/** Compare-and-set on the revision that the change was made from; false where it is another by now. */
export async function changeNoteRow(
  tx: Tx,
  id: string,
  fromRevision: number,
  change: Said & { byId: string },
): Promise<boolean> {
  const { count } = await tx.referenceNote.updateMany({
    where: { id, revision: fromRevision, removedAt: null },
    data: { ...change, revision: fromRevision + 1, updatedAt: new Date() },
  })
  return count === 1
}

export async function setNoteRemoved(tx: Tx, id: string, removedAt: Date | null): Promise<void> {
  await tx.referenceNote.updateMany({ where: { id }, data: { removedAt } })
}
