import clsx from 'clsx'
import type { ReactNode } from 'react'

/** Nothing here yet: what would be, and the next step. */
export function EmptyState({
  title,
  actions,
  className,
  children,
}: {
  title: ReactNode
  actions?: ReactNode
  className?: string
  children?: ReactNode
}) {
  return (
    <div className={clsx('mx-auto grid max-w-120 justify-items-start gap-3 px-4 py-12', className)}>
      <h2 className="font-semibold text-lg">{title}</h2>
      <div className="grid gap-2 text-ink-2">{children}</div>
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
