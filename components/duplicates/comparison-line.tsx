'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { cancelComparison, startComparison } from '@/lib/duplicates/client'
import type { ComparisonRow, Duplicates } from '@/lib/duplicates/schema'
import { defaultThreshold } from '@/lib/duplicates/words'
import { newOperationId } from '@/lib/result/call'
import { useDuplicatesRoom } from './duplicates-context'

/** What was compared, by which measure, what has changed since; or how far a comparison is. */
export function ComparisonLine({ data, mayCompare }: { data: Duplicates; mayCompare: boolean }) {
  const t = useTranslations('duplicates')
  const errors = useTranslations('errors')
  const { latest, threshold, comparedAt, due, clusters, examples } = data
  if (latest?.state === 'running') return <Running latest={latest} mayCancel={mayCompare} />
  const failed = latest?.state === 'failed' ? (latest.message ?? 'internal') : null
  return (
    <div className="grid gap-3">
      {failed && (
        <Note tone="bad" role="alert">
          {errors.has(failed) ? errors(failed) : errors('internal')}
        </Note>
      )}
      {latest?.state === 'cancelled' && <Note role="status">{t('cancelled')}</Note>}
      {threshold !== null && comparedAt && (
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <p className="grid flex-1 basis-72 gap-0.5">
            <span className="font-[550]">{t('found', { clusters, examples })}</span>
            <span className="text-ink-3 text-xs">
              {t.rich('compared', { alike: threshold, at: () => <RelativeTime at={comparedAt} /> })}
              {' · '}
              {t('due', { count: due })}
            </span>
          </p>
          {mayCompare && <CompareForm data={data} />}
        </div>
      )}
    </div>
  )
}

const choices = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1]

/** Looks for near-duplicates: of what is new, or of everything where another measure is chosen. */
export function CompareForm({ data }: { data: Duplicates }) {
  const t = useTranslations('duplicates')
  const { datasetId, refresh } = useDuplicatesRoom()
  const toast = useToast()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  const now = data.threshold ?? defaultThreshold
  const [threshold, setThreshold] = useState(now)
  const isSame = data.threshold !== null && threshold === data.threshold
  async function start() {
    setBusy(true)
    const answer = await startComparison(datasetId, { operationId: newOperationId(), threshold })
    if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
    setBusy(false)
    refresh()
  }
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <Field label={t('threshold')}>
        <Select value={threshold} onChange={(event) => setThreshold(Number(event.target.value))}>
          {[...new Set([...choices, now])].sort().map((choice) => (
            <option key={choice} value={choice}>
              {t('atLeast', { alike: choice })}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        type="submit"
        variant={isSame && data.due === 0 ? 'default' : 'primary'}
        busy={busy}
        disabled={isSame && data.due === 0}
      >
        {isSame ? t('compareDue', { count: data.due }) : t('compareAll')}
      </Button>
    </form>
  )
}

function Running({ latest, mayCancel }: { latest: ComparisonRow; mayCancel: boolean }) {
  const t = useTranslations('duplicates')
  const { datasetId, refresh } = useDuplicatesRoom()
  const toast = useToast()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  async function cancel() {
    setBusy(true)
    const answer = await cancelComparison(datasetId, latest.id, newOperationId())
    if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
    setBusy(false)
    refresh()
  }
  return (
    <Progress label={t('running.label')} value={latest.percent} max={100}>
      <span aria-live="polite" className="text-ink-2 text-xs">
        {latest.looked > 0 ? t('running.looked', { count: latest.looked }) : t('running.text')}
      </span>
      {mayCancel && (
        <Button size="sm" busy={busy} onClick={() => void cancel()}>
          {t('running.cancel')}
        </Button>
      )}
    </Progress>
  )
}
