'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Input } from '@/components/ui/input'
import { newOperationId } from '@/lib/result/call'
import { changeTag } from '@/lib/tags/client'
import { printPercent, readPercent } from '@/lib/tags/percent'
import type { Tag } from '@/lib/tags/schema'
import { useTagsRoom } from './tags-context'

/** The least and the most share a tag should have, in percent; saved when a field is left. */
export function TargetFields({ tag, index }: { tag: Tag; index: number }) {
  const t = useTranslations('tags.target')
  const errorId = useId()
  const { datasetId, act, changeStep } = useTagsRoom()
  const [min, setMin] = useState(printPercent(tag.targetMin))
  const [max, setMax] = useState(printPercent(tag.targetMax))
  const [error, setError] = useState('')

  async function save() {
    const targetMin = readPercent(min)
    const targetMax = readPercent(max)
    if (targetMin === undefined || targetMax === undefined) return setError(t('notShare'))
    if (targetMin !== null && targetMax !== null && targetMin > targetMax) return setError(t('reversed'))
    setError('')
    if (targetMin === tag.targetMin && targetMax === tag.targetMax) return
    const change = { targetMin, targetMax }
    await act(() => changeTag(datasetId, tag.id, { operationId: newOperationId(), ...change }), {
      onFailure: setError,
      step: () => changeStep(tag, change, index),
    })
  }

  const field = (label: string, value: string, set: (value: string) => void) => (
    <Input
      aria-label={label}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? errorId : undefined}
      inputMode="decimal"
      value={value}
      onChange={(event) => set(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && void save()}
      className="h-6.5! w-10! rounded-none! border-x-0! border-t-0! bg-transparent! px-1! text-right hover:bg-hover! pointer-coarse:h-9!"
    />
  )
  return (
    <span className="grid justify-items-start gap-1 sm:justify-items-end">
      <span className="inline-flex items-center gap-1 text-ink-3">
        {field(t('min', { name: tag.name }), min, setMin)}–{field(t('max', { name: tag.name }), max, setMax)}
        <span aria-hidden="true">%</span>
      </span>
      <span id={errorId} role="alert" className="text-bad text-xs empty:hidden">
        {error}
      </span>
    </span>
  )
}
