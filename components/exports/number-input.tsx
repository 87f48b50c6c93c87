'use client'

import { type ComponentProps, useState } from 'react'
import { Input } from '@/components/ui/input'

type Props = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'min' | 'max'> & {
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** A number that may be empty or too large while it is typed; only a fitting one counts, and stays. */
export function NumberInput({ value, min, max, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Input
      {...rest}
      type="number"
      min={min}
      max={max}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value)
        const number = event.target.valueAsNumber
        if (number >= min && number <= max) onChange(number)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
