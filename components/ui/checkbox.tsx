'use client'

import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

/** A tick with its words, both clickable. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId()
  return (
    <div className={clsx('flex items-start gap-2', className)}>
      <input
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
        className="mt-0.5 size-4 shrink-0 cursor-pointer accent-accent disabled:cursor-default"
      />
      <span className="grid gap-0.5">
        <label htmlFor={id} className="cursor-pointer">
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="text-xs text-ink-3">
            {hint}
          </span>
        )}
      </span>
    </div>
  )
}
