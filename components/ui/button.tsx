'use client'

import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, MouseEvent } from 'react'
import { ariaKeys } from '@/lib/shortcuts/key-labels'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { Kbd } from './kbd'
import { useIsMac } from './platform'
import { Spinner } from './spinner'

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Keeps its size and name, shows a turning mark and takes no click. */
  busy?: boolean
  /** The shortcut to print, such as `a` or `mod+Enter`. */
  keys?: string
}

export function Button({
  variant = 'default',
  size = 'md',
  busy = false,
  keys,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const mac = useIsMac()
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      aria-keyshortcuts={keys ? ariaKeys(keys, mac) : undefined}
      className={buttonClass(variant, size, className)}
    >
      <span className={clsx('inline-flex items-center gap-2', busy && 'invisible')}>{children}</span>
      {keys && (
        <span aria-hidden="true" className="hidden sm:inline-flex pointer-coarse:hidden">
          <Kbd keys={keys} onAccent={variant === 'primary'} />
        </span>
      )}
      {busy && <Spinner className="absolute inset-0 m-auto" />}
    </button>
  )
}

export function ButtonLink({
  variant = 'default',
  size = 'md',
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize }) {
  return <Link {...rest} className={buttonClass(variant, size, className)} />
}
