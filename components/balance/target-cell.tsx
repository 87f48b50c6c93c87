'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { useUndo } from '@/components/workspace/undo-context'
import { newOperationId } from '@/lib/result/call'
import { changeTag } from '@/lib/tags/client'
import { printPercent, readPercent } from '@/lib/tags/percent'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { changedTag } from '@/lib/tags/undoable'

/** The share that a tag should have; whoever may, sets it here. */
export function TargetCell({
  datasetId,
  tag,
  group,
  mayChange,
}: {
  datasetId: string
  tag: Tag
  group: TagGroup
  mayChange: boolean
}) {
  const t = useTranslations('balance.setTarget')
  const format = useFormatter()
  const [open, setOpen] = useState(false)
  const bounds = [tag.targetMin, tag.targetMax]
  const print = (bound: number | null) =>
    bound === null ? '' : format.number(bound, { style: 'percent', maximumFractionDigits: 2 })
  const isSet = bounds.some((bound) => bound !== null)
  const text = rangeText(tag, print)
  if (!mayChange) return text
  const trigger = (
    <button
      type="button"
      aria-label={t(isSet ? 'change' : 'set', { tag: tag.name, target: text })}
      className="min-h-6 rounded-sm px-1 underline decoration-line-strong underline-offset-3 hover:bg-hover hover:decoration-current pointer-coarse:min-h-10"
    >
      {isSet ? text : t('none')}
    </button>
  )
  return (
    <Popover
      trigger={trigger}
      label={t('label', { tag: tag.name })}
      open={open}
      onOpenChange={setOpen}
      align="end"
    >
      <TargetForm
        datasetId={datasetId}
        tag={tag}
        place={group.tags.indexOf(tag)}
        onDone={() => setOpen(false)}
      />
    </Popover>
  )
}

function rangeText({ targetMin: min, targetMax: max }: Tag, print: (bound: number | null) => string): string {
  if (min === null && max === null) return '–'
  if (min === max) return print(min)
  if (max === null) return `≥ ${print(min)}`
  // one sign of percent is enough for both
  return min === null ? `≤ ${print(max)}` : `${printPercent(min)}–${print(max)}`
}

function TargetForm({
  datasetId,
  tag,
  place,
  onDone,
}: {
  datasetId: string
  tag: Tag
  place: number
  onDone: () => void
}) {
  const t = useTranslations('balance.setTarget')
  const words = useTranslations('tags.target')
  const label = useTranslations('undo')
  const failureText = useFailureText()
  const queries = useQueryClient()
  const { remember } = useUndo()
  const [min, setMin] = useState(printPercent(tag.targetMin))
  const [max, setMax] = useState(printPercent(tag.targetMax))
  const [error, setError] = useState('')

  async function save() {
    const targetMin = readPercent(min)
    const targetMax = readPercent(max)
    if (targetMin === undefined || targetMax === undefined) return setError(words('notShare'))
    if (targetMin !== null && targetMax !== null && targetMin > targetMax) return setError(words('reversed'))
    const change = { targetMin, targetMax }
    const result = await changeTag(datasetId, tag.id, { operationId: newOperationId(), ...change })
    if (!result.ok) return setError(failureText(result.error))
    const step = changedTag(datasetId, tag, place, change)
    if (step) await remember(datasetId, { ...step, label: label('tagChanged', { name: tag.name }) })
    await queries.invalidateQueries({ queryKey: ['tags', datasetId] })
    onDone()
  }

  return (
    <form
      className="grid gap-3 text-left"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('min')}>
          <Input inputMode="decimal" value={min} onChange={(event) => setMin(event.target.value)} />
        </Field>
        <Field label={t('max')}>
          <Input inputMode="decimal" value={max} onChange={(event) => setMax(event.target.value)} />
        </Field>
      </div>
      <p className="text-ink-3 text-xs">{t('hint')}</p>
      <p role="alert" className="text-bad text-xs empty:hidden">
        {error}
      </p>
      <Button type="submit" variant="primary" className="justify-self-start">
        {t('save')}
      </Button>
    </form>
  )
}
