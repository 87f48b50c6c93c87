'use client'

import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { ariaKeys } from '@/lib/shortcuts/key-labels'
import { useIsMac } from './platform'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  /** Its name, also shown as a tooltip. */
  label: string
  keys?: string
  size?: 'md' | 'sm'
  children: ReactNode
}

export function IconButton({ label, keys, size = 'md', className, children, ...rest }: IconButtonProps) {
  const mac = useIsMac()
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-keyshortcuts={keys ? ariaKeys(keys, mac) : undefined}
        className={clsx(
          'inline-grid shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink',
          'disabled:cursor-default disabled:opacity-40 disabled:hover:bg-transparent [&_svg]:size-4',
          'data-[state=open]:bg-hover data-[state=open]:text-ink',
          size === 'md' ? 'size-7.5 pointer-coarse:size-10' : 'size-6 pointer-coarse:size-9',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}
