'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import type { EditorSession } from '@/components/editor/session'
import { useToast } from '@/components/ui/toast'
import { makePair } from '@/lib/alternatives/client'
import type { PairWish } from '@/lib/alternatives/schema'
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
  const editor = useTranslations('editor')
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
  const pair = useCallback(
    async (session: EditorSession, wish: PairWish): Promise<boolean> => {
      // of what the server has, so what was just typed goes first
      if (!(await session.settled())) {
        toast({ text: errors('offline'), tone: 'bad' })
        return false
      }
      const answer = await makePair(datasetId, session.number, { ...wish, operationId: newOperationId() })
      if (!answer.ok) {
        say(answer.error)
        return false
      }
      const { pairs } = answer.value
      for (const { number, made } of pairs)
        if (made && outbox) await rememberCreated(outbox, datasetId, number)
      const made = pairs.filter((one) => one.made)
      const [{ number } = pairs[0]!] = made
      toast({
        text: editor(made.length > 0 ? 'pairsMade' : 'pairThere', { count: made.length, number }),
        action: { label: editor('openPair', { number }), onAction: () => open(number) },
      })
      return true
    },
    [datasetId, outbox, open, say, toast, errors, editor],
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
      pair,
      say,
    }),
    [attempt, turn, datasetId, make, pair, say],
  )
}
