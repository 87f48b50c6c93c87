'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { Progress } from '@/components/ui/progress'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchSplitRuns } from '@/lib/splits/client'

/** How far it is with giving examples their sides, whoever began it; nothing where nothing is under way. */
export function RunLine({ datasetId }: { datasetId: string }) {
  const t = useTranslations('split.running')
  const format = useFormatter()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['split-runs', datasetId],
    queryFn: async ({ signal }) => {
      const answer = await fetchSplitRuns(datasetId, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value.runs
    },
  })
  useLive(['split'], datasetId, () => queries.invalidateQueries({ queryKey: ['split-runs', datasetId] }))
  const run = data?.findLast(({ state }) => state === 'running')
  if (!run) return null
  const { written, total } = run
  return (
    <Progress label={t('label')} value={total > 0 ? written : null} max={total}>
      <span aria-live="polite" className="text-ink-2 text-xs tabular-nums">
        {total > 0
          ? t('written', { written: format.number(written), total: format.number(total) })
          : t('planning')}
      </span>
    </Progress>
  )
}
