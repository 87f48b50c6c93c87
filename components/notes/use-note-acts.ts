'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { addNote, changeNote, deleteNote } from '@/lib/notes/client'
import type { NoteRow } from '@/lib/notes/schema'
import { addedNote, changedNote, deletedNote } from '@/lib/notes/undoable'
import type { Undoable } from '@/lib/outbox/schema'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'

export const notesKey = (datasetId: string) => ['notes', datasetId]

type Said = { title: string; text: string }

/** Writing, changing and deleting notes, each a step that can be undone; gives what went wrong, in words. */
export function useNoteActs(datasetId: string) {
  const t = useTranslations('quality.undo')
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const { remember } = useUndo()

  async function act<T>(
    send: Promise<Result<T>>,
    step: (value: T) => Pick<Undoable, 'undo' | 'redo'>,
    label: string,
  ): Promise<string | null> {
    const answer = await send
    await queries.invalidateQueries({ queryKey: notesKey(datasetId) })
    if (!answer.ok) return failureText(answer.error)
    const { action } = await remember(datasetId, { ...step(answer.value), label })
    toast({ text: label, ...(action ? { action } : {}) })
    return null
  }
  const operationId = newOperationId
  return {
    add: (said: Said) =>
      act(
        addNote(datasetId, { operationId: operationId(), ...said }),
        ({ id }) => addedNote(datasetId, id),
        t('noteAdded', { title: said.title }),
      ),
    change: ({ id, title, text, revision }: NoteRow, said: Said) =>
      act(
        changeNote(datasetId, id, { operationId: operationId(), revision, ...said }),
        () => changedNote(datasetId, id, { title, text }, said),
        t('noteChanged', { title: said.title }),
      ),
    async remove({ id, title }: NoteRow) {
      const failure = await act(
        deleteNote(datasetId, id, operationId()),
        () => deletedNote(datasetId, id),
        t('noteDeleted', { title }),
      )
      if (failure !== null) toast({ text: failure, tone: 'bad' })
    },
  }
}
