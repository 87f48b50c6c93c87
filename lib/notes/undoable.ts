import type { SentRequest, Undoable } from '@/lib/outbox/schema'
import type { NoteRow } from './schema'

type Turn = Pick<Undoable, 'undo' | 'redo'>
type Said = Partial<Pick<NoteRow, 'title' | 'text'>>

const at = (datasetId: string, noteId: string, act = ''): string =>
  `/datasets/${datasetId}/notes/${noteId}${act}`
const post = (path: string): SentRequest => ({ method: 'POST', path, body: {} })

/** Writing a note as one step of the undo stack. */
export const addedNote = (datasetId: string, noteId: string): Turn => ({
  undo: post(at(datasetId, noteId, '/delete')),
  redo: post(at(datasetId, noteId, '/restore')),
})

export const deletedNote = (datasetId: string, noteId: string): Turn => {
  const { undo, redo } = addedNote(datasetId, noteId)
  return { undo: redo, redo: undo }
}

export function changedNote(datasetId: string, noteId: string, from: Said, to: Said): Turn {
  const turn = (was: Said, becomes: Said): SentRequest => ({
    method: 'PATCH',
    path: at(datasetId, noteId),
    body: { ...becomes, from: was },
  })
  return { undo: turn(to, from), redo: turn(from, to) }
}
