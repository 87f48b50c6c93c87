'use client'

import clsx from 'clsx'
import { keyLabels } from '@/lib/shortcuts/key-labels'
import { useIsMac } from './platform'

/** The printed keys of a shortcut, such as `mod+Enter`; decoration beside a control that names itself. */
export function Kbd({
  keys,
  onAccent = false,
  className,
}: {
  keys: string
  onAccent?: boolean
  className?: string
}) {
  const labels = keyLabels(keys, useIsMac())
  return (
    <span className={clsx('inline-flex shrink-0 gap-0.5', className)}>
      {labels.map((label) => (
        <kbd
          key={label}
          className={clsx(
            'inline-grid h-4.5 min-w-4.5 place-items-center rounded-sm border border-b-2 px-1 font-mono text-2xs leading-none',
            onAccent ? 'border-accent-ink/45 text-accent-ink' : 'border-line-strong bg-panel text-ink-3',
          )}
        >
          {label}
        </kbd>
      ))}
    </span>
  )
}
