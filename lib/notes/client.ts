import { call } from '@/lib/result/call'
import type { IdAnswer, RevisionAnswer } from '@/lib/result/schema'
import type { NewNote, NoteChange, NoteList } from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/notes${path}`

export const fetchNotes = (datasetId: string, signal?: AbortSignal) =>
  call<NoteList>('GET', at(datasetId), undefined, signal)
export const addNote = (datasetId: string, body: NewNote) => call<IdAnswer>('POST', at(datasetId), body)
export const changeNote = (datasetId: string, noteId: string, body: NoteChange) =>
  call<RevisionAnswer>('PATCH', at(datasetId, `/${noteId}`), body)
export const deleteNote = (datasetId: string, noteId: string, operationId: string) =>
  call<object>('POST', at(datasetId, `/${noteId}/delete`), { operationId })
export const restoreNote = (datasetId: string, noteId: string, operationId: string) =>
  call<object>('POST', at(datasetId, `/${noteId}/restore`), { operationId })
