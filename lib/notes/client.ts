import { call } from '@/lib/result/call'
import type { NewNote, NoteChange, NoteRow } from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/notes${path}`

export const fetchNotes = (datasetId: string, signal?: AbortSignal) =>
  call<{ notes: NoteRow[] }>('GET', at(datasetId), undefined, signal)
export const addNote = (datasetId: string, body: NewNote) => call<{ id: string }>('POST', at(datasetId), body)
export const changeNote = (datasetId: string, noteId: string, body: NoteChange) =>
  call<{ revision: number }>('PATCH', at(datasetId, `/${noteId}`), body)
export const deleteNote = (datasetId: string, noteId: string, operationId: string) =>
  call<object>('POST', at(datasetId, `/${noteId}/delete`), { operationId })
export const restoreNote = (datasetId: string, noteId: string, operationId: string) =>
  call<object>('POST', at(datasetId, `/${noteId}/restore`), { operationId })
