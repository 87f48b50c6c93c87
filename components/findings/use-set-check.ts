'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { setCheck } from '@/lib/checks/client'
import type { CheckChange, CheckRow } from '@/lib/checks/schema'
import { checkSet } from '@/lib/checks/undoable'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { checksKey } from './use-checks'

export type SetPart = Pick<CheckChange, 'isOn' | 'severity' | 'settings'>

/** Changes the setting of a check, which can be undone; the failure where it was refused. */
export function useSetCheck(datasetId: string, row: CheckRow) {
  const t = useTranslations('quality.undo')
  const checks = useTranslations('checks')
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const { remember } = useUndo()
  const [busy, setBusy] = useState(false)

  const stoodOf = (part: SetPart): SetPart => ({
    ...(part.isOn === undefined ? {} : { isOn: row.isOn }),
    ...(part.severity === undefined ? {} : { severity: row.severity }),
    ...(part.settings === undefined ? {} : { settings: row.settings }),
  })
  async function set(part: SetPart): Promise<Failure | null> {
    setBusy(true)
    const answer = await setCheck(datasetId, row.check, {
      operationId: newOperationId(),
      revision: row.revision,
      ...part,
    })
    if (answer.ok) {
      const { revision } = answer.value
      const change = { from: stoodOf(part), to: part, revision }
      const label = t('checkSet', { check: checks(`${row.check}.name`) })
      await remember(datasetId, { ...checkSet(datasetId, row.check, change), label })
      queries.setQueryData(checksKey(datasetId), (rows: CheckRow[] | undefined) =>
        rows?.map((one) => (one.check === row.check ? { ...one, ...part, revision } : one)),
      )
      void queries.invalidateQueries({ queryKey: ['findings', datasetId] })
    } else if (answer.error.reason !== 'badCheckSettings')
      toast({ text: failureText(answer.error), tone: 'bad' })
    await queries.invalidateQueries({ queryKey: checksKey(datasetId) })
    setBusy(false)
    return answer.ok ? null : answer.error
  }
  return { set, busy }
}
