'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { newOperationId } from '@/lib/result/call'
import { addPrompts, addWeakSpot } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import { useSpots } from './spots-context'

const another = ''

/** Takes a turn of an example as a bad answer, and what stands before it as the prompt: into which weak spot. */
export function MarkDialog({
  spots,
  mark,
  onClose,
  onMarked,
}: {
  spots: WeakSpotRow[]
  mark: { number: number; messageId: string }
  onClose: () => void
  onMarked: (spotId: string) => void
}) {
  const t = useTranslations('weakSpots')
  const { datasetId, act } = useSpots()
  const [chosen, setChosen] = useState(spots[0]?.id ?? another)
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const ready = chosen !== another || title.trim() !== ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    const spotId = chosen === another ? await makeSpot() : chosen
    const request = { operationId: newOperationId(), from: 'example' as const, ...mark }
    const added = spotId && (await act(() => addPrompts(datasetId, spotId, request)))
    setBusy(false)
    if (spotId && added) onMarked(spotId)
  }
  async function makeSpot(): Promise<string | null> {
    const fields = { title: title.trim().normalize('NFC'), mustContain: '' }
    const made = await act(() => addWeakSpot(datasetId, { operationId: newOperationId(), ...fields }))
    // where marking fails now, it is there to be chosen
    if (made) setChosen(made.id)
    return made?.id ?? null
  }

  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('mark')}
      description={t('markAbout', { number: mark.number })}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('spot')}>
          <Select
            className="w-full *:w-full"
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {spots.map((spot) => (
              <option key={spot.id} value={spot.id}>
                {spot.title}
              </option>
            ))}
            <option value={another}>{t('newSpot')}</option>
          </Select>
        </Field>
        {chosen === another && (
          <Field label={t('titleField')}>
            <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
          </Field>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!ready} busy={busy}>
            {t('markIt')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
