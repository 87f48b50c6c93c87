import clsx from 'clsx'
import type { ReactNode } from 'react'

const tones = {
  neutral: 'bg-sunken text-ink-2',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  good: 'bg-good-soft text-good',
}

/** A remark that stands on the page: a finding, a gap, what went wrong and what to do. */
export function Note({
  tone = 'neutral',
  title,
  role,
  className,
  children,
}: {
  tone?: keyof typeof tones
  title?: ReactNode
  role?: 'alert' | 'status'
  className?: string
  children?: ReactNode
}) {
  return (
    <div role={role} className={clsx('rounded-md px-2.5 py-2 text-xs', tones[tone], className)}>
      {title && <b className="block">{title}</b>}
      {children}
    </div>
  )
}
