'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { useToast } from '@/components/ui/toast'
import { EditError } from '@/lib/conversations/edit-error'
import { createExample } from '@/lib/examples/client'
import type { NewExampleRequest } from '@/lib/examples/schema'
import type { OutboxEvent } from '@/lib/outbox/outbox'
import { redoLast, rememberCreated, undoLast } from '@/lib/outbox/undo'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { useOutbox, useOutboxEvents } from './outbox-context'

const camel = (reason: string) => reason.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Doing, undoing and being told why not. */
export function useActions(datasetId: string, open: (number: number) => void) {
  const t = useTranslations('editor')
  const errors = useTranslations('errors')
  const editErrors = useTranslations('editErrors')
  const toast = useToast()
  const outbox = useOutbox()
  const queries = useQueryClient()
  const say = useCallback(
    (failure: Failure) =>
      toast({
        text: errors.has(failure.reason) ? errors(failure.reason, failure.params) : failure.message,
        tone: 'bad',
      }),
    [errors, toast],
  )
  const attempt = useCallback(
    (action: () => void) => {
      try {
        action()
      } catch (error) {
        if (!(error instanceof EditError)) throw error
        toast({ text: editErrors(camel(error.reason)), tone: 'bad' })
      }
    },
    [editErrors, toast],
  )
  const turn = useCallback(
    async (back: boolean) => {
      if (!outbox) return
      const outcome = back ? await undoLast(outbox, datasetId) : await redoLast(outbox, datasetId)
      if (outcome.kind === 'nothing') toast({ text: t(back ? 'nothingToUndo' : 'nothingToRedo') })
      if (outcome.kind === 'failed') say(outcome.error)
      if (outcome.kind === 'edits') {
        open(outcome.number)
        toast({ text: t(back ? 'undone' : 'redone', { number: outcome.number }) })
      }
      if (outcome.kind === 'request') {
        toast({ text: t(back ? 'undoneRequest' : 'redoneRequest', { label: outcome.label }) })
        void queries.invalidateQueries()
      }
    },
    [outbox, datasetId, open, toast, t, say, queries],
  )
  const make = useCallback(
    async (request: Omit<NewExampleRequest, 'operationId'>) => {
      const answer = await createExample(datasetId, { ...request, operationId: newOperationId() })
      if (!answer.ok) return say(answer.error)
      const { number } = answer.value
      if (outbox) await rememberCreated(outbox, datasetId, number)
      open(number)
    },
    [datasetId, outbox, open, say],
  )
  const hear = useCallback(
    (event: OutboxEvent) => {
      if (event.type === 'troubled' && event.undo && event.datasetId === datasetId) say(event.trouble)
    },
    [datasetId, say],
  )
  useOutboxEvents(hear)
  return useMemo(
    () => ({ attempt, undo: () => void turn(true), redo: () => void turn(false), make, say }),
    [attempt, turn, make, say],
  )
}
