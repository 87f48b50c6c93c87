'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useFileSize } from '@/components/ui/file-size'
import { Progress } from '@/components/ui/progress'
import { useToast } from '@/components/ui/toast'
import { cancelImport } from '@/lib/imports/client'
import type { ImportRow } from '@/lib/imports/schema'
import { newOperationId } from '@/lib/result/call'
import { useDuration } from './duration'
import { useRate } from './rate'

/** How far a running import is: bytes, lines, rate, time left, and a way to stop it. */
export function RunningImport({
  datasetId,
  row,
  mayCancel,
  waits,
  onChanged,
}: {
  datasetId: string
  row: ImportRow
  mayCancel: boolean
  /** Another import of this dataset is before it in the line. */
  waits: boolean
  onChanged: () => void
}) {
  const t = useTranslations('imports.running')
  const fileSize = useFileSize()
  const format = useFormatter()
  const duration = useDuration()
  const failureText = useFailureText()
  const toast = useToast()
  const rate = useRate(row)
  const [cancelling, setCancelling] = useState(false)
  const showing = row.finishedAt !== null

  async function cancel() {
    setCancelling(true)
    const result = await cancelImport(datasetId, row.id, newOperationId())
    if (!result.ok) {
      setCancelling(false)
      toast({ text: failureText(result.error), tone: 'bad' })
    }
    onChanged()
  }

  const parts = [
    t('lines', { lines: row.lines }),
    `${fileSize(row.bytes)} / ${fileSize(row.size)}`,
    ...(rate ? [t('rate', { rate: Math.round(rate.lines) })] : []),
    ...(rate && row.bytes < row.size
      ? [t('remaining', { time: duration((row.size - row.bytes) / rate.bytes) })]
      : []),
    ...(row.rejected > 0 ? [t('rejected', { count: row.rejected })] : []),
  ]
  const words = cancelling
    ? t('cancelling')
    : showing
      ? t('showing')
      : row.bytes === 0
        ? t(waits ? 'waiting' : 'starting')
        : parts.join(' · ')
  return (
    <div className="grid gap-2 pb-4">
      <Progress label={t('label')} value={row.bytes} max={row.size}>
        <span className="w-9 text-right text-ink-3 text-xs">
          {format.number(row.size === 0 ? 1 : row.bytes / row.size, {
            style: 'percent',
            maximumFractionDigits: 0,
          })}
        </span>
        {mayCancel && (
          <Button size="sm" disabled={showing} busy={cancelling} onClick={() => void cancel()}>
            {t('cancel')}
          </Button>
        )}
      </Progress>
      <p aria-live="polite" className="text-ink-2 text-xs">
        {words}
      </p>
    </div>
  )
}
