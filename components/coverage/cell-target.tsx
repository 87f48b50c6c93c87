'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import type { CoverageCell } from '@/lib/coverage/schema'
import { largestTarget } from '@/lib/coverage/words'
import { readTarget } from './number-field'

/** How many examples a cell should hold; whoever may, sets it here. */
export function CellTarget({
  cell: { target, hasOwn },
  usual,
  names,
  maySet,
  onTarget,
}: {
  cell: CoverageCell
  /** The one of every cell that has none of its own. */
  usual: number
  names: { kind: string; topic: string }
  maySet: boolean
  onTarget: (target: number | null) => Promise<boolean>
}) {
  const t = useTranslations('coverage')
  const format = useFormatter()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [error, setError] = useState('')
  const text = t('of', { target: format.number(target) })
  if (!maySet) return <span className="text-ink-3 text-xs">{text}</span>

  async function keep(next: number | null) {
    if (await onTarget(next)) setOpen(false)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    const next = readTarget(typed)
    if (next === null) return setError(t('notTarget', { most: largestTarget }))
    return void keep(next)
  }
  const trigger = (
    <button
      type="button"
      aria-label={t('changeTarget', { ...names, of: text })}
      className="min-h-6 rounded-sm px-0.5 text-ink-3 text-xs underline decoration-line-strong underline-offset-3 hover:text-ink hover:decoration-current pointer-coarse:min-h-10"
    >
      {text}
    </button>
  )
  return (
    <Popover
      trigger={trigger}
      label={t('targetOf', names)}
      open={open}
      onOpenChange={(next) => {
        setTyped(String(target))
        setError('')
        setOpen(next)
      }}
    >
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t('targetOf', names)} hint={t('targetHint')} error={error}>
          <Input inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary">
            {t('keepTarget')}
          </Button>
          {hasOwn && <Button onClick={() => void keep(null)}>{t('usualTarget', { target: usual })}</Button>}
        </div>
      </form>
    </Popover>
  )
}
