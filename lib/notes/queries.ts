import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { notesOf } from './read'
import type { NoteRow } from './schema'

/** The reference notes of a dataset, oldest first. */
export async function listNotes(actor: Actor, datasetId: string): Promise<NoteRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const notes = await notesOf(db(), datasetId)
  const nameOf = await namesOf(
    db(),
    notes.map(({ byId }) => byId),
  )
  return notes.map(({ byId, updatedAt, ...note }) => ({
    ...note,
    byName: nameOf(byId),
    updatedAt: updatedAt.toISOString(),
  }))
}
