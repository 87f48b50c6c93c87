import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** Scrolls sideways inside itself on a narrow screen. Give it a `label` or a `caption`. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label?: string }) {
  return (
    <div className="overflow-x-auto">
      <table {...rest} aria-label={label} className={clsx('w-full border-collapse text-left', className)} />
    </div>
  )
}

export function Th({ numeric = false, className, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        'whitespace-nowrap border-line border-b px-2 py-2 font-normal text-ink-3 text-xs',
        numeric && 'text-right',
        className,
      )}
    />
  )
}

export function Td({ numeric = false, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={clsx('border-line border-b px-2 py-2.5 align-middle', numeric && 'text-right', className)}
    />
  )
}
