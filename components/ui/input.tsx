'use client'

import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { useField } from './field'

export const controlClass =
  'w-full rounded-[7px] border border-line-field bg-panel text-ink focus-visible:outline-offset-0 ' +
  'aria-invalid:border-bad disabled:opacity-60 [&:read-only:not(select)]:bg-sunken'

/** 16 px where fingers type: smaller text makes a phone zoom in. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      autoComplete="off"
      {...useField()}
      {...rest}
      className={clsx(
        controlClass,
        'h-8 px-2.5 text-sm pointer-coarse:h-10 pointer-coarse:text-[1rem]',
        className,
      )}
    />
  )
}
