'use client'

import clsx from 'clsx'
import { useFormatter } from 'next-intl'

const fills = { error: 'bg-bad', warning: 'bg-warn', info: 'bg-line-strong', accent: 'bg-accent' }

/** One count as a bar with its name, pressed to filter; parts lie one behind the other. */
export function CountBar({
  name,
  parts,
  most,
  pressed,
  onClick,
}: {
  name: string
  parts: { tone: keyof typeof fills; count: number }[]
  /** The longest bar of its list. */
  most: number
  pressed: boolean
  onClick: () => void
}) {
  const format = useFormatter()
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={clsx(
        'grid min-h-7 w-full grid-cols-[minmax(0,1fr)_4rem_2.25rem] items-center gap-2 rounded-md px-1.5 text-left text-xs',
        'hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:font-[550] pointer-coarse:min-h-10',
      )}
    >
      <span className="truncate" title={name}>
        {name}
      </span>
      <span aria-hidden="true" className="flex h-2.5 overflow-hidden rounded-[3px] bg-sunken">
        {parts.map(({ tone, count: part }) => (
          <i key={tone} className={fills[tone]} style={{ width: `${(100 * part) / Math.max(1, most)}%` }} />
        ))}
      </span>
      <span className="text-right">{format.number(count)}</span>
    </button>
  )
}
