'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { Recipe } from '@/lib/exports/schema'
import { newOperationId } from '@/lib/result/call'
import { createVersion } from '@/lib/versions/client'

/** Keeps what the recipe gives as a version, by a name and notes. */
export function FreezeDialog({
  datasetId,
  recipe,
  onClose,
}: {
  datasetId: string
  recipe: Recipe
  onClose: () => void
}) {
  const t = useTranslations('versions.freeze')
  const failureText = useFailureText()
  const router = useRouter()
  const [name, setName] = useState('')
  const [notes, setNotes] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  async function freeze(event: FormEvent) {
    event.preventDefault()
    if (!name.trim()) return setError(t('nameMissing'))
    setBusy(true)
    const request = { operationId: newOperationId(), name: name.trim(), notes: notes.trim(), recipe }
    const result = await createVersion(datasetId, request)
    setBusy(false)
    if (!result.ok) return setError(failureText(result.error))
    router.push(`/datasets/${datasetId}/exports/versions?version=${result.value.id}`)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')} description={t('text')}>
      <form className="grid gap-4" onSubmit={(event) => void freeze(event)}>
        <Field label={t('name')} error={error || undefined}>
          <Input value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label={t('notes')}>
          <Textarea
            rows={3}
            value={notes}
            maxLength={5_000}
            onChange={({ target }) => setNotes(target.value)}
          />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('make')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
