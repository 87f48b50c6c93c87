'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Section } from '@/components/ui/page'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { cancelPurge, fetchPurges } from '@/lib/purge/client'
import type { PurgeRow } from '@/lib/purge/schema'
import { isPurging, type PurgeState } from '@/lib/purge/words'
import { newOperationId } from '@/lib/result/call'

const pollMs = 1_000
const tones: Record<PurgeState, Tone> = {
  finding: 'accent',
  erasing: 'accent',
  done: 'good',
  cancelled: 'neutral',
  failed: 'bad',
}

/** What was purged from a dataset, for owners: tombstones, and a purge that is under way. */
export function PurgeSection({ datasetId }: { datasetId: string }) {
  const t = useTranslations('purges')
  const failureText = useFailureText()
  const toast = useToast()
  const { data, refetch } = useQuery({
    queryKey: ['purges', datasetId],
    queryFn: async ({ signal }) => {
      const result = await fetchPurges(datasetId, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.purges
    },
    refetchInterval: ({ state }) => (state.data?.some((row) => isPurging(row.state)) ? pollMs : false),
  })
  if (!data || data.length === 0) return null
  async function cancel(id: string) {
    const result = await cancelPurge(datasetId, id, newOperationId())
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    await refetch()
  }
  return (
    <Section title={t('title')} lede={t('lede')}>
      <ul className="grid">
        {data.map((row) => (
          <Tombstone key={row.id} row={row} onCancel={() => void cancel(row.id)} />
        ))}
      </ul>
    </Section>
  )
}

function Tombstone({ row, onCancel }: { row: PurgeRow; onCancel: () => void }) {
  const t = useTranslations('purges')
  const sentences = useTranslations('errors')
  const { state, looked, total, examples, revisions, message, number, reason } = row
  const label = t(`states.${state}`)
  return (
    <li className="grid gap-1 border-line border-t py-2.5 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tones[state]}>{label}</Badge>
        <span className="text-ink-2">{row.byName || t('byCommand')}</span>
        <span className="text-ink-3 text-xs">
          <RelativeTime at={row.at} />
        </span>
      </div>
      {isPurging(state) && (
        <Progress label={label} value={total > 0 ? looked : null} max={Math.max(1, total)}>
          <span className="text-ink-3 text-xs">{t('progress', { looked, total })}</span>
          {state === 'finding' && (
            <Button size="sm" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </Progress>
      )}
      {state !== 'finding' && state !== 'cancelled' && (
        <p>
          {t(state === 'done' ? 'touched' : 'found', { examples: examples.length, revisions })}
          {number !== null && ` ${t('ofExample', { number })}`}
        </p>
      )}
      {message && <p className="text-bad">{sentences(sentences.has(message) ? message : 'internal')}</p>}
      {state === 'failed' && <p className="text-ink-2">{t('again')}</p>}
      {reason && <p className="break-words text-ink-2">{reason}</p>}
    </li>
  )
}
