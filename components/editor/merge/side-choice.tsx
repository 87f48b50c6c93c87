'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'
import type { Side } from '@/lib/conversations/merge-texts'
import { type Merge, mergeKeys, type Point, pointId } from './use-merge'

/** One choice between two sides, each shown as what it would be; `both` where the two can stand one after the other. */
export function SideChoice({
  merge,
  point,
  name,
  options,
}: {
  merge: Merge
  point: Point
  name: string
  options: { side: Side; content: ReactNode }[]
}) {
  const t = useTranslations('merge')
  const chosen = merge.given(point.asked).sides[point.choice]
  const current = merge.current === point
  return (
    <fieldset
      id={pointId(point)}
      aria-current={current || undefined}
      className={clsx(
        'grid scroll-my-3 gap-1.5 rounded-md border p-2',
        current ? 'border-accent' : 'border-line',
      )}
    >
      <legend className="sr-only">{name}</legend>
      <div className="grid gap-1.5 sm:auto-cols-fr sm:grid-flow-col">
        {options.map(({ side, content }) => (
          <button
            key={side}
            type="button"
            aria-pressed={chosen === side}
            onClick={() => merge.choose(point, side)}
            className={clsx(
              'grid content-start gap-1 rounded-md border px-2 py-1.5 text-left',
              chosen === side
                ? 'border-accent bg-accent-soft text-ink'
                : 'border-line-strong bg-panel text-ink-2 hover:bg-hover',
            )}
          >
            <span className="flex items-center justify-between gap-2 font-[550] text-xs">
              {t(`take.${side}`)}
              {current && <Kbd keys={mergeKeys[side] ?? ''} />}
            </span>
            <span className="line-clamp-6 min-h-[1lh] whitespace-pre-wrap break-words text-sm text-ink">
              {content}
            </span>
          </button>
        ))}
      </div>
    </fieldset>
  )
}
