'use client'

import clsx from 'clsx'
import * as Radix from 'radix-ui/radio-group'
import type { ReactNode } from 'react'

/** One of a few values, all in sight. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: {
  label: string
  value: T
  options: { value: T; label: ReactNode }[]
  onChange: (value: T) => void
  className?: string
}) {
  return (
    <Radix.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className={clsx(
        'inline-flex max-w-full overflow-x-auto rounded-[7px] border border-line-strong bg-panel p-0.5',
        className,
      )}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          className={clsx(
            'h-6.5 whitespace-nowrap rounded-[5px] px-2.5 text-ink-2 hover:text-ink focus-visible:outline-offset-0 pointer-coarse:h-9',
            'font-[500] data-[state=checked]:bg-sunken data-[state=checked]:text-ink',
          )}
        >
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  )
}
