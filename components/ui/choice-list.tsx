'use client'

import clsx from 'clsx'
import { type ReactNode, useId } from 'react'

/** One of a list of things that take more than a word to tell apart; it scrolls by itself. */
export function ChoiceList<T extends string | number>({
  legend,
  value,
  options,
  onChange,
}: {
  legend: ReactNode
  value: T | null
  /** A small line over each, and what it is. */
  options: { value: T; line: ReactNode; text: string }[]
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-ink-2 text-xs">{legend}</legend>
      <div className="max-h-80 overflow-y-auto border-line border-y">
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              'flex cursor-pointer items-start gap-3 border-line border-t px-2 py-2 first:border-t-0',
              option.value === value ? 'bg-accent-soft' : 'hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span className="grid min-w-0 gap-0.5">
              <span className="inline-flex items-center gap-1.5 text-2xs text-ink-3">{option.line}</span>
              <span className="line-clamp-2 text-sm">{option.text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
