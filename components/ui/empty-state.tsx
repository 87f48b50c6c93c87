import clsx from 'clsx'
import type { ReactNode } from 'react'

/** Nothing here yet: what would be, and the next step. */
export function EmptyState({
  mark,
  title,
  actions,
  className,
  children,
}: {
  /** A small drawing over the title; decoration. */
  mark?: ReactNode
  title: ReactNode
  actions?: ReactNode
  className?: string
  children?: ReactNode
}) {
  return (
    <div className={clsx('grid max-w-120 justify-items-start gap-3 py-8', className)}>
      {mark}
      <h2 className="font-semibold text-lg">{title}</h2>
      <div className="grid gap-2 text-ink-2">{children}</div>
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
