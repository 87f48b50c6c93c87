'use client'

import clsx from 'clsx'
import * as Radix from 'radix-ui/switch'
import type { ComponentProps } from 'react'

/** On or off at once. Give it an `aria-label`, or an `id` that a label names. */
export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={clsx(
        'inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-line-field bg-sunken p-px',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50',
        className,
      )}
    >
      <Radix.Thumb
        className={clsx(
          'size-3 rounded-full bg-line-field transition-transform duration-100',
          'data-[state=checked]:translate-x-3 data-[state=checked]:bg-accent-ink',
        )}
      />
    </Radix.Root>
  )
}
