'use client'

import clsx from 'clsx'
import { type ReactNode, useId } from 'react'

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
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={clsx(
        'inline-flex max-w-full overflow-x-auto rounded-[7px] border border-line-strong bg-panel p-0.5',
        className,
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative inline-flex h-6.5 items-center whitespace-nowrap rounded-[5px] px-2.5 text-ink-2 hover:text-ink',
            'pointer-coarse:h-9 font-[500] has-checked:bg-sunken has-checked:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-[5px] focus-visible:-outline-offset-2"
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
