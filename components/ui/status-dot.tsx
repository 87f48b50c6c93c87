import clsx from 'clsx'
import type { CSSProperties } from 'react'

const shapes: Record<string, { className: string; style?: CSSProperties }> = {
  draft: { className: 'border-[1.5px] border-ink-3' },
  in_review: {
    className: 'border-[1.5px] border-accent',
    style: { background: 'conic-gradient(var(--accent) 50%, transparent 0)' },
  },
  changes_requested: { className: 'rotate-45 rounded-[1px]! bg-warn' },
  approved: { className: 'bg-good' },
  excluded: {
    className: 'border-[1.5px] border-bad',
    style: { background: 'linear-gradient(135deg, transparent 42%, var(--bad) 42% 58%, transparent 58%)' },
  },
}

/** The state of an example as a small sign; its word stands beside it or in the label. */
export function StatusDot({ status }: { status: string }) {
  const shape = shapes[status]
  return (
    <i
      aria-hidden="true"
      className={clsx('size-2 shrink-0 rounded-full', shape?.className)}
      style={shape?.style}
    />
  )
}
