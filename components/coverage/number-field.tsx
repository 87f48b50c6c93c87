'use client'

import { type FormEvent, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { largestTarget } from '@/lib/coverage/words'

/** A target: typed, and kept on Enter or when the field is left. What is no target is not kept. */
export function NumberField({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (value: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  function keep(event?: FormEvent) {
    event?.preventDefault()
    const number = readTarget(typed ?? '')
    if (number !== null && number !== value) onChange(number)
    setTyped(null)
  }
  return (
    <form onSubmit={keep} className="w-36">
      <Field label={label}>
        <Input
          type="number"
          min={0}
          max={largestTarget}
          value={typed ?? value}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => keep()}
        />
      </Field>
    </form>
  )
}

/** A target as it was typed; null where it is none. */
export function readTarget(typed: string): number | null {
  const number = typed.trim() === '' ? Number.NaN : Number(typed)
  return Number.isInteger(number) && number >= 0 && number <= largestTarget ? number : null
}
