'use client'

import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { useField } from './field'
import { controlClass } from './input'

/** Grows with its text where the browser can (`field-sizing`), else scrolls. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useField()}
      {...rest}
      className={clsx(
        controlClass,
        'field-sizing-content min-h-20 resize-y px-2.5 py-2 text-sm pointer-coarse:text-[1rem]',
        className,
      )}
    />
  )
}
