'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { newOperationId } from '@/lib/result/call'
import { moveGroup } from '@/lib/splits/client'
import type { Side } from '@/lib/splits/words'
import { useAct } from './use-act'

/** Puts any example on a side by hand, with all that it is linked to. */
export function PinDialog({
  datasetId,
  choices,
  asked,
  onClose,
}: {
  datasetId: string
  choices: readonly Side[]
  /** The number that the address names. */
  asked: string
  onClose: () => void
}) {
  const t = useTranslations('split')
  const { busy, act } = useAct(datasetId)
  const [typed, setTyped] = useState(asked)
  const [side, setSide] = useState<Side>('train')
  const [isWrong, setWrong] = useState(false)
  async function pin(event: FormEvent) {
    event.preventDefault()
    const number = Number(typed.trim().replace(/^#/, ''))
    if (!Number.isInteger(number) || number < 1 || number > 2_000_000_000) return setWrong(true)
    setWrong(false)
    const isDone = await act(
      () => moveGroup(datasetId, { operationId: newOperationId(), number, side }),
      ({ placed }) => t('moved', { count: placed, side: t(`side.${side}`) }),
    )
    if (isDone) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('pin.title')}
      description={t('pin.text')}
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => void pin(event)}>
        <div className="flex flex-wrap gap-4">
          <Field label={t('pin.number')} error={isWrong ? t('pin.wrong') : undefined}>
            <Input
              inputMode="numeric"
              className="w-32"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </Field>
          <Field label={t('pin.side')}>
            <Select value={side} onChange={({ target }) => setSide(target.value as Side)}>
              {choices.map((one) => (
                <option key={one} value={one}>
                  {t(`side.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t('pin.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('pin.do')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
