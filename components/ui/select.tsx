'use client'

import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useField } from './field'
import { controlClass } from './input'

/** The browser's own list: right for keyboards, phones and screen readers alike. Give it `option` children. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative inline-block', className)}>
      <select
        {...useField()}
        {...rest}
        className={clsx(
          controlClass,
          'h-8 appearance-none text-ellipsis pr-7 pl-2.5 text-sm pointer-coarse:h-10 pointer-coarse:text-[1rem]',
        )}
      />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
