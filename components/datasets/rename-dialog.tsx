'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useRenameDataset } from './rename'

export function RenameDialog({
  dataset,
  onClose,
}: {
  dataset: { id: string; name: string }
  onClose: () => void
}) {
  const t = useTranslations('datasets.rename')
  const [name, setName] = useState(dataset.name)
  const { rename, busy, error } = useRenameDataset(dataset)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (await rename(name)) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} size="sm">
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('name')} error={error}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
            maxLength={120}
          />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
