'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { useToast } from '@/components/ui/toast'
import { EditError } from '@/lib/conversations/edit-error'
import { createExample } from '@/lib/examples/client'
import type { NewExampleRequest } from '@/lib/examples/schema'
import type { OutboxEvent } from '@/lib/outbox/outbox'
import { rememberCreated, type UndoOutcome } from '@/lib/outbox/undo'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { useOutbox, useOutboxEvents } from './outbox-context'
import { useUndo } from './undo-context'

const camel = (reason: string) => reason.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Doing, undoing and being told why not. */
export function useActions(datasetId: string, open: (number: number) => void) {
  const errors = useTranslations('errors')
  const editErrors = useTranslations('editErrors')
  const toast = useToast()
  const outbox = useOutbox()
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
  const show = useCallback(
    (outcome: UndoOutcome) => {
      if (outcome.kind === 'edits') open(outcome.number)
    },
    [open],
  )
  const { turn } = useUndo(show)
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
    () => ({
      attempt,
      undo: () => void turn(datasetId, true),
      redo: () => void turn(datasetId, false),
      make,
      say,
    }),
    [attempt, turn, datasetId, make, say],
  )
}
