'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { IconButton } from '@/components/ui/icon-button'
import { Progress } from '@/components/ui/progress'
import { labelOf } from '@/lib/bulk/draft'
import type { BulkRunRow } from '@/lib/bulk/schema'
import { isRunning } from '@/lib/bulk/words'

/** One run: how far it is, or how it ended. */
export function RunLine({
  run,
  tagName,
  mayCancel,
  mayUndo,
  onCancel,
  onUndo,
  onDetails,
  onPutAway,
}: {
  run: BulkRunRow
  tagName: (id: string) => string
  mayCancel: boolean
  mayUndo: boolean
  onCancel: () => void
  onUndo: () => void
  onDetails: () => void
  onPutAway: () => void
}) {
  const t = useTranslations('bulk')
  const failureText = useFailureText()
  const { key, params } = labelOf(run.action, tagName)
  const action = t(`labels.${key}`, params)
  const label = run.takesBack ? t('run.back', { action }) : run.undoOf ? t('run.again', { action }) : action
  const { state, total, changed, unchanged, skipped, failed } = run
  const looked = changed + unchanged + skipped + failed
  if (isRunning(state))
    return (
      <li className="grid gap-1.5 px-3.5 py-2">
        <div className="flex items-center gap-2 text-xs">
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {mayCancel && (
            <Button size="sm" disabled={run.cancelling} onClick={onCancel}>
              {t(run.cancelling ? 'run.cancelling' : 'run.cancel')}
            </Button>
          )}
        </div>
        <Progress label={label} value={state === 'collecting' ? null : looked} max={Math.max(1, total)}>
          <span className="text-2xs text-ink-3">
            {state === 'collecting' ? t('run.collecting', { total }) : t('run.progress', { looked, total })}
          </span>
        </Progress>
        {run.byName && <span className="text-2xs text-ink-3">{t('run.by', { name: run.byName })}</span>}
        <span role="status" className="sr-only">
          {t('run.aloud', { label, percent: 25 * Math.floor((4 * looked) / Math.max(1, total)) })}
        </span>
      </li>
    )
  return (
    <li className="grid gap-1 px-3.5 py-2">
      <div className="flex items-start gap-2 text-xs">
        <span className="min-w-0 flex-1 truncate font-[550]">{label}</span>
        <IconButton size="sm" className="-my-1" label={t('run.putAway')} onClick={onPutAway}>
          <X />
        </IconButton>
      </div>
      <p role="status" className="text-xs text-ink-2">
        {t(`run.ended.${run.takesBack ? 'back' : state}`, { changed, unchanged, skipped, failed, total })}
      </p>
      {state === 'failed' && run.message && (
        <p className="text-xs text-bad">
          {failureText({ code: 'internal', reason: run.message, message: '', params: {}, id: '' })}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {unchanged + skipped + failed > 0 && (
          <Button size="sm" onClick={onDetails}>
            {t('run.details', { count: unchanged + skipped + failed })}
          </Button>
        )}
        {mayUndo && changed > 0 && (
          <Button size="sm" keys="mod+z" onClick={onUndo}>
            {t(run.takesBack ? 'run.redo' : 'run.undo')}
          </Button>
        )}
      </div>
    </li>
  )
}
