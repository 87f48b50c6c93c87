'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import type { BulkRunRow } from '@/lib/bulk/schema'
import { useRunLabel } from './run-label'

/** How far a run is, in one line under the header; `data-runs` tells the page that it is there. */
export function RunStrip({
  run,
  waiting,
  onCancel,
}: {
  run: BulkRunRow
  /** How many runs wait for this one's end. */
  waiting: number
  onCancel: (() => void) | null
}) {
  const t = useTranslations('bulk.run')
  const format = useFormatter()
  const label = useRunLabel()(run)
  const { state, total, changed, unchanged, skipped, failed, byName, cancelling } = run
  const looked = changed + unchanged + skipped + failed
  const collecting = state === 'collecting'
  return (
    <section
      data-runs
      aria-label={t('list')}
      className="flex h-11 items-center gap-3 border-line border-b bg-panel px-3.5 text-xs"
    >
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {byName && <span className="shrink-0 text-ink-3 max-sm:hidden">{t('by', { name: byName })}</span>}
      <Progress
        label={label}
        value={collecting ? null : looked}
        max={Math.max(1, total)}
        className="w-30 shrink-0 sm:w-80"
      >
        <span className="text-ink-3 sm:hidden">
          {!collecting && format.number(looked / Math.max(1, total), { style: 'percent' })}
        </span>
        <span className="whitespace-nowrap text-ink-3 max-sm:hidden">
          {collecting ? t('collecting', { total }) : t('progress', { looked, total })}
        </span>
      </Progress>
      {waiting > 0 && (
        <span className="shrink-0 text-ink-3 max-sm:hidden">{t('waiting', { count: waiting })}</span>
      )}
      {onCancel && (
        <Button size="sm" className="shrink-0" disabled={cancelling} onClick={onCancel}>
          {t(cancelling ? 'cancelling' : 'cancel')}
        </Button>
      )}
      <span role="status" className="sr-only">
        {t('aloud', { label, percent: 25 * Math.floor((4 * looked) / Math.max(1, total)) })}
      </span>
    </section>
  )
}
