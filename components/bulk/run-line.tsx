'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { IconButton } from '@/components/ui/icon-button'
import type { BulkRunRow } from '@/lib/bulk/schema'
import { useRunLabel, useRunOutcome } from './run-label'

/** How a run ended, and what can be done about it. */
export function RunLine({
  run,
  mayUndo,
  onUndo,
  onDetails,
  onPutAway,
}: {
  run: BulkRunRow
  mayUndo: boolean
  onUndo: () => void
  onDetails: () => void
  onPutAway: () => void
}) {
  const t = useTranslations('bulk')
  const failureText = useFailureText()
  const label = useRunLabel()(run)
  const outcome = useRunOutcome()(run)
  const { state, changed, unchanged, skipped, failed } = run
  return (
    <li className="grid gap-1 px-3.5 py-2">
      <div className="flex items-start gap-2 text-xs">
        <span className="min-w-0 flex-1 truncate font-[550]">{label}</span>
        <IconButton size="sm" className="-my-1" label={t('run.putAway')} onClick={onPutAway}>
          <X />
        </IconButton>
      </div>
      <p role="status" className="text-xs text-ink-2">
        {outcome}
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
