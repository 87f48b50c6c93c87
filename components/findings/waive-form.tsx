'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

export const longestReason = 2_000

/** Asks why a finding may stay; Enter waives, Escape leaves it. */
export function WaiveForm({
  busy,
  onWaive,
  onCancel,
}: {
  busy: boolean
  onWaive: (reason: string) => void
  onCancel: () => void
}) {
  const t = useTranslations('quality.waive')
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '' && !busy) onWaive(reason.trim())
  }
  return (
    <form
      className="mt-1.5 grid gap-1.5 text-ink"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onCancel()
      }}
    >
      <Field label={t('reason')}>
        <Input
          ref={(field) => field?.focus({ preventScroll: true })}
          value={reason}
          maxLength={longestReason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <div className="flex gap-1.5">
        <Button type="submit" size="sm" busy={busy} disabled={reason.trim() === ''}>
          {t('act')}
        </Button>
        <Button size="sm" variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
