'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { setWaived } from '@/lib/checks/client'
import type { FindingRow, WaiveRequest } from '@/lib/checks/schema'
import { waived } from '@/lib/checks/undoable'
import { newOperationId } from '@/lib/result/call'

type Which = Extract<WaiveRequest, { waived: true }>['which']

export const namesOf = (findings: readonly FindingRow[]): Which => ({
  findings: findings.map(({ number, fingerprint }) => [number, fingerprint]),
})

/** Waiving and opening again, each a step that can be undone; true where it was done. */
export function useWaive(datasetId: string) {
  const t = useTranslations('quality.undo')
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const { remember } = useUndo()
  const [busy, setBusy] = useState(false)

  /** Asks again until all are done: one request changes so many at most. */
  const send = useCallback(
    async (request: Record<string, unknown>): Promise<number | null> => {
      setBusy(true)
      let [done, more] = [0, true]
      while (more) {
        const answer = await setWaived(datasetId, {
          ...request,
          operationId: newOperationId(),
        } as WaiveRequest)
        if (!answer.ok) {
          toast({ text: failureText(answer.error), tone: 'bad' })
          break
        }
        done += answer.value.findings
        more = answer.value.more
      }
      setBusy(false)
      await queries.invalidateQueries({ queryKey: ['findings', datasetId] })
      return more ? null : done
    },
    [datasetId, failureText, queries, toast],
  )
  const waive = useCallback(
    async (which: Which, reason: string): Promise<boolean> => {
      const act = newOperationId()
      const count = await send({ waived: true, act, reason, which })
      if (count === null) return false
      const label = t('waived', { count })
      const { action } = await remember(datasetId, { ...waived(datasetId, { act, reason, which }), label })
      toast({ text: label, ...(action ? { action } : {}) })
      return true
    },
    [datasetId, remember, send, t, toast],
  )
  const reopen = useCallback(
    async (which: Which): Promise<boolean> => {
      const count = await send({ waived: false, which })
      if (count !== null) toast({ text: t('reopened', { count }) })
      return count !== null
    },
    [send, t, toast],
  )
  return { waive, reopen, busy }
}
