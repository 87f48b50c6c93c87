'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Progress } from '@/components/ui/progress'
import { useToast } from '@/components/ui/toast'
import { useLive } from '@/components/workspace/outbox-context'
import { newOperationId } from '@/lib/result/call'
import { cancelSplit, fetchSplitRuns } from '@/lib/splits/client'
import { isUnderWay } from '@/lib/splits/words'

/** How far it is with giving examples their sides, whoever began it; nothing where nothing is under way. */
export function RunLine({ datasetId, mayCancel }: { datasetId: string; mayCancel: boolean }) {
  const t = useTranslations('split.running')
  const format = useFormatter()
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  const { data } = useQuery({
    queryKey: ['split-runs', datasetId],
    queryFn: async ({ signal }) => {
      const answer = await fetchSplitRuns(datasetId, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value.runs
    },
  })
  const lookAgain = () => queries.invalidateQueries({ queryKey: ['split-runs', datasetId] })
  useLive(['split'], datasetId, lookAgain)
  const run = data?.findLast(isUnderWay)
  if (!run) return null
  const { id, written, total, state } = run
  async function cancel() {
    setBusy(true)
    const answer = await cancelSplit(datasetId, id, newOperationId())
    if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
    await lookAgain()
    setBusy(false)
  }
  const figures = { written: format.number(written), total: format.number(total) }
  return (
    <Progress label={t('label')} value={total > 0 ? written : null} max={total}>
      <span aria-live="polite" className="text-ink-2 text-xs tabular-nums">
        {state === 'cancelling' ? t('takingBack') : total > 0 ? t('written', figures) : t('planning')}
      </span>
      {mayCancel && state === 'running' && (
        <Button size="sm" busy={busy} onClick={() => void cancel()}>
          {t('cancel')}
        </Button>
      )}
    </Progress>
  )
}
