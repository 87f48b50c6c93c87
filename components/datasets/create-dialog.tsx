'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { createDataset } from '@/lib/datasets/client'
import { newOperationId } from '@/lib/result/call'
import { useOpenDemo } from './open-demo'

export function CreateDialog({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('datasets.create')
  const failureText = useFailureText()
  const queries = useQueryClient()
  const router = useRouter()
  const demo = useOpenDemo()
  const ownLocale = useLocale() === 'ko' ? 'ko' : 'en'
  const [locale, setLocale] = useState<'en' | 'ko'>(ownLocale)
  const [name, setName] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError(t('nameMissing'))
    setBusy(true)
    const result = await createDataset({ operationId: newOperationId(), name, locale })
    if (!result.ok) {
      setBusy(false)
      return setError(failureText(result.error))
    }
    void queries.invalidateQueries({ queryKey: ['datasets'] })
    router.push(`/datasets/${result.value.id}`)
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} description={t('text')}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('name')} error={error}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={120}
            placeholder={t('example')}
          />
        </Field>
        <div className="grid justify-items-start gap-1.5">
          <span className="font-[550] text-ink-2 text-xs">{t('starterTags')}</span>
          <Segmented
            label={t('starterTags')}
            value={locale}
            options={[
              { value: 'en', label: <span lang="en">answer, refusal, ambiguous …</span> },
              { value: 'ko', label: <span lang="ko">답변, 거절, 모호함 …</span> },
            ]}
            onChange={setLocale}
          />
          <span className="text-ink-3 text-xs">{t('starterHint')}</span>
        </div>
        <DialogActions>
          <Button variant="quiet" className="mr-auto" busy={demo.busy} onClick={() => void demo.open()}>
            {t('demo')}
          </Button>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
