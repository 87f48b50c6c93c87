'use client'

import { useFormatter } from 'next-intl'

/** One bar of a chart with its name and percentage, pressed to filter; `min` and `max` are marks on it. */
export function BarRow({
  name,
  color,
  share,
  min,
  max,
  muted = false,
  pressed,
  title,
  hint,
  onClick,
}: {
  name: string
  color: string
  /** 0 to 1. */
  share: number
  min: number | null
  max: number | null
  muted?: boolean
  pressed?: boolean
  title: (percent: string) => string
  /** What the bar can't say, for who doesn't see it. */
  hint: string
  onClick: () => void
}) {
  const format = useFormatter()
  const percent = format.number(share, {
    style: 'percent',
    maximumFractionDigits: share > 0 && share < 0.095 ? 1 : 0,
  })
  return (
    <button
      type="button"
      onClick={onClick}
      title={title(percent)}
      aria-pressed={pressed}
      className="relative grid w-full grid-cols-[88px_1fr_44px] items-center gap-2 rounded-md py-0.75 min-h-6 text-left text-xs hover:bg-hover aria-pressed:bg-accent-soft"
    >
      <span className={muted ? 'truncate text-ink-3' : 'truncate'}>{name}</span>
      <span className="relative h-3 rounded-[3px] bg-sunken">
        <i
          className="absolute inset-y-0 left-0 rounded-[3px] transition-[width] duration-150"
          style={{
            width: `${share * 100}%`,
            background: muted ? 'var(--line-strong)' : `var(--tag-${color})`,
          }}
        />
        {[min, max].map((at, i) =>
          at === null ? null : (
            <i
              key={i === 0 ? 'min' : 'max'}
              className="absolute -inset-y-0.75 w-0.5 bg-ink"
              style={{ left: `min(calc(100% - 2px), ${at * 100}%)` }}
            />
          ),
        )}
      </span>
      <span className="text-right">{percent}</span>
      <span className="sr-only">{hint}</span>
    </button>
  )
}
