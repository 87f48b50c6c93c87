import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A page that is read from top to bottom: heading, a line about it, what it holds. */
export function Page({
  title,
  lede,
  actions,
  width = 'normal',
  children,
}: {
  title: ReactNode
  lede?: ReactNode
  actions?: ReactNode
  /** Every page begins at the same left edge; a narrow one ends sooner. */
  width?: 'narrow' | 'normal'
  children: ReactNode
}) {
  return (
    <div
      className={clsx(
        'mx-auto grid w-full max-w-270 gap-6 px-4 py-7 sm:px-7',
        width === 'narrow' && '*:max-w-160',
      )}
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className={clsx('grid min-w-0 flex-1 gap-1', lede ? 'basis-72' : 'basis-32')}>
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {lede && <p className="max-w-[66ch] text-ink-2">{lede}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** A part of a page under a hairline. */
export function Section({
  title,
  lede,
  aside,
  className,
  children,
}: {
  title: ReactNode
  lede?: ReactNode
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={clsx('grid gap-3 border-line border-t pt-5', className)}>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2 className="font-semibold text-sm">{title}</h2>
          {aside && <div className="ml-auto text-ink-3 text-xs">{aside}</div>}
        </div>
        {lede && <p className="max-w-[66ch] text-ink-2">{lede}</p>}
      </div>
      {children}
    </section>
  )
}
