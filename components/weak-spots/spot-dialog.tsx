'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { newOperationId } from '@/lib/result/call'
import { addWeakSpot, changeWeakSpot } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import { changedSpot } from '@/lib/weak-spots/undoable'
import { useSpots } from './spots-context'

/** What the model gets wrong, in a few words, and what a right answer must contain. */
export function SpotDialog({
  spot,
  onClose,
  onSaved,
}: {
  spot?: WeakSpotRow
  onClose: () => void
  onSaved?: (id: string) => void
}) {
  const t = useTranslations('weakSpots')
  const { datasetId, act } = useSpots()
  const [title, setTitle] = useState(spot?.title ?? '')
  const [mustContain, setMustContain] = useState(spot?.mustContain ?? '')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    const fields = { title: title.trim().normalize('NFC'), mustContain: mustContain.trim() }
    if (fields.title === '') return setMissing(true)
    setBusy(true)
    const operationId = newOperationId()
    const saved = spot ? await change(spot, fields, operationId) : await add(fields, operationId)
    setBusy(false)
    if (!saved) return
    onSaved?.(saved)
    onClose()
  }
  async function change(
    was: WeakSpotRow,
    fields: { title: string; mustContain: string },
    operationId: string,
  ) {
    const from = { title: was.title, mustContain: was.mustContain }
    const done = await act(() => changeWeakSpot(datasetId, was.id, { operationId, ...fields, from }), {
      step: () => ({
        ...changedSpot(datasetId, was.id, from, fields),
        label: t('undo.changed', { title: was.title }),
      }),
    })
    return done && was.id
  }
  async function add(fields: { title: string; mustContain: string }, operationId: string) {
    const made = await act(() => addWeakSpot(datasetId, { operationId, ...fields }), {
      step: ({ id }) => ({
        ...changedSpot(datasetId, id, { deleted: true }, { deleted: false }),
        label: t('undo.added', { title: fields.title }),
      }),
    })
    return made?.id ?? null
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(spot ? 'edit' : 'add')}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('titleField')} error={missing && title.trim() === '' ? t('titleMissing') : ''}>
          <Input
            value={title}
            maxLength={200}
            placeholder={t('titleExample')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <Field label={t('mustContain')} hint={t('mustContainHint')}>
          <Textarea
            value={mustContain}
            maxLength={5_000}
            onChange={(event) => setMustContain(event.target.value)}
          />
        </Field>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t(spot ? 'save' : 'record')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
