'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { useToast } from '@/components/ui/toast'
import { cancelCheckRun, checkEverything } from '@/lib/checks/client'
import type { FindingsSummary } from '@/lib/checks/schema'
import { newOperationId } from '@/lib/result/call'

/** How far a run over everything is, how it ended where that was badly, and how many examples wait by themselves. */
export function RunLine({
  datasetId,
  summary: { run, due },
  mayCheck,
}: {
  datasetId: string
  summary: FindingsSummary
  mayCheck: boolean
}) {
  const t = useTranslations('quality.run')
  const errors = useTranslations('errors')
  const { busy, act } = useRunAct(datasetId)
  if (run?.state === 'running')
    return (
      <Progress label={t('label')} value={run.total === 0 ? null : run.looked} max={run.total}>
        <span aria-live="polite" className="text-ink-2 text-xs">
          {t('looked', { looked: run.looked, total: run.total })}
        </span>
        {mayCheck && (
          <Button
            size="sm"
            busy={busy}
            onClick={() => void act(() => cancelCheckRun(datasetId, run.id, newOperationId()))}
          >
            {t('cancel')}
          </Button>
        )}
      </Progress>
    )
  const reason = run?.message ?? 'internal'
  return (
    <>
      {run?.state === 'failed' && (
        <Note tone="bad" role="alert">
          {errors.has(reason) ? errors(reason) : errors('internal')}
        </Note>
      )}
      {run?.state === 'cancelled' && <Note role="status">{t('cancelled')}</Note>}
      {due > 0 && (
        <Progress label={t('label')} value={null}>
          <span aria-live="polite" className="text-ink-2 text-xs">
            {t('due', { count: due })}
          </span>
        </Progress>
      )}
    </>
  )
}

export function CheckAgain({ datasetId }: { datasetId: string }) {
  const t = useTranslations('quality.run')
  const { busy, act } = useRunAct(datasetId)
  return (
    <Button busy={busy} onClick={() => void act(() => checkEverything(datasetId, newOperationId()))}>
      {t('start')}
    </Button>
  )
}

function useRunAct(datasetId: string) {
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  async function act(send: () => ReturnType<typeof cancelCheckRun>) {
    setBusy(true)
    const answer = await send()
    if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['findings', datasetId] })
    setBusy(false)
  }
  return { busy, act }
}
