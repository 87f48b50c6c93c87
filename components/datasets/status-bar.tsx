'use client'

import { useTranslations } from 'next-intl'
import type { Status } from '@/lib/examples/schema'

const segments: { status: Status; className: string }[] = [
  { status: 'approved', className: 'bg-good' },
  { status: 'in_review', className: 'bg-accent/45' },
  { status: 'changes_requested', className: 'bg-warn/60' },
]

/** How far a dataset is: approved, under way, and what is left. Excluded examples are no work and don't count. */
export function StatusBar({ byStatus }: { byStatus: Record<Status, number> }) {
  const t = useTranslations('datasets.progress')
  const { approved, in_review, changes_requested, draft, excluded } = byStatus
  const total = approved + in_review + changes_requested + draft
  if (total === 0) return <span className="text-ink-3 text-xs">{t('none')}</span>
  const rest = t('rest', { in_review, changes_requested, draft, excluded })
  return (
    <span className="grid gap-1.5" title={rest}>
      <span aria-hidden="true" className="flex h-1.5 gap-px overflow-hidden rounded-full bg-sunken">
        {segments.map(
          ({ status, className }) =>
            byStatus[status] > 0 && (
              <span
                key={status}
                className={className}
                style={{ width: `${(byStatus[status] / total) * 100}%` }}
              />
            ),
        )}
      </span>
      <span className="text-ink-3 text-xs">
        {t.rich('approved', { approved, total, b: (text) => <b className="text-ink">{text}</b> })}
        <span className="sr-only"> {rest}</span>
      </span>
    </span>
  )
}
