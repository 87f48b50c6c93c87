'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useShortcuts } from '@/components/ui/shortcuts'
import { useToast } from '@/components/ui/toast'
import type { ToastMessage } from '@/components/ui/toast-list'
import type { Undoable } from '@/lib/outbox/schema'
import { redoLast, rememberRequest, type UndoOutcome, undoLast, undoStep } from '@/lib/outbox/undo'
import { useOutbox } from './outbox-context'

type Done = (outcome: UndoOutcome) => void
/** The step, and what a toast needs to offer taking it back: the same step that the key takes. */
type Remembered = { id?: string; action?: ToastMessage['action'] }

/**
 * The undo stack of a dataset: taking back, bringing again, and remembering what is one request. `onTurned` hears
 * what was turned back or forth; the sentence about it stands already.
 */
export function useUndo(onTurned?: Done) {
  const t = useTranslations('editor')
  const labels = useTranslations('undo')
  const failureText = useFailureText()
  const toast = useToast()
  const outbox = useOutbox()
  const queries = useQueryClient()
  const router = useRouter()
  const [wanted, setWanted] = useState<{ datasetId: string | null; back: boolean } | null>(null)

  const say = useCallback(
    (outcome: UndoOutcome, back: boolean) => {
      if (outcome.kind === 'nothing') toast({ text: t(back ? 'nothingToUndo' : 'nothingToRedo') })
      if (outcome.kind === 'failed') toast({ text: failureText(outcome.error), tone: 'bad' })
      if (outcome.kind === 'edits') toast({ text: t(back ? 'undone' : 'redone', { number: outcome.number }) })
      if (outcome.kind === 'request')
        toast({ text: t(back ? 'undoneRequest' : 'redoneRequest', { label: outcome.label }) })
      if (outcome.kind === 'request' || outcome.kind === 'failed') {
        void queries.invalidateQueries()
        router.refresh()
      }
      onTurned?.(outcome)
    },
    [t, toast, failureText, queries, router, onTurned],
  )
  const turn = useCallback(
    async (datasetId: string | null, back: boolean) => {
      if (!outbox) return setWanted({ datasetId, back })
      say(await (back ? undoLast(outbox, datasetId) : redoLast(outbox, datasetId)), back)
    },
    [outbox, say],
  )
  // outside system: the browser's storage, which was not open yet when the key was pressed
  useEffect(() => {
    if (!outbox || !wanted) return
    setWanted(null)
    void turn(wanted.datasetId, wanted.back)
  }, [outbox, wanted, turn])
  const remember = useCallback(
    async (datasetId: string, request: Undoable, grows: string | null = null): Promise<Remembered> => {
      if (!outbox) return {}
      const id = await rememberRequest(outbox, datasetId, request, grows)
      const onAction = async () => say(await undoStep(outbox, datasetId, id), true)
      return { id, action: { label: labels('act'), onAction: () => void onAction() } }
    },
    [outbox, say, labels],
  )
  return useMemo(() => ({ turn, remember }), [turn, remember])
}

/** The keys of undo and redo on a page; the workspace has its own, which also show the example. */
export function UndoKeys({ datasetId }: { datasetId: string | null }) {
  const { turn } = useUndo()
  useShortcuts({ undo: () => void turn(datasetId, true), redo: () => void turn(datasetId, false) })
  return null
}
