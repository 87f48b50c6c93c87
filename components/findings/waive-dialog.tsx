'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { longestReason } from './waive-form'

/** One reason for one finding or for many. */
export function WaiveDialog({
  count,
  busy,
  onWaive,
  onClose,
}: {
  count: number
  busy: boolean
  onWaive: (reason: string) => void
  onClose: () => void
}) {
  const t = useTranslations('quality.waive')
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== ''
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { count })}
      description={t('text')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" busy={busy} disabled={!ready} onClick={() => onWaive(reason.trim())}>
            {t('actMany', { count })}
          </Button>
        </>
      }
    >
      <Field label={t('reason')}>
        <Textarea
          rows={3}
          value={reason}
          maxLength={longestReason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Dialog>
  )
}
