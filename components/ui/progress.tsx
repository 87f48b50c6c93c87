import clsx from 'clsx'
import type { ReactNode } from 'react'

/** How far something is; `value` null while nobody knows. */
export function Progress({
  label,
  value,
  max = 1,
  className,
  children,
}: {
  /** Its name, for those who can't see the bar. */
  label: string
  value: number | null
  max?: number
  className?: string
  /** Figures and a cancel button, beside the bar. */
  children?: ReactNode
}) {
  const share = value === null || max <= 0 ? null : Math.min(1, Math.max(0, value / max))
  return (
    <div className={clsx('flex items-center gap-3', className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        className="h-1.5 min-w-16 flex-1 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={clsx('h-full rounded-full bg-accent', share === null && 'w-1/3 opacity-50')}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      {children}
    </div>
  )
}
