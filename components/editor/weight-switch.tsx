'use client'

import clsx from 'clsx'

/** The 0/1 of an assistant message: 1 = trained on, 0 = context only. */
export function WeightSwitch({
  trained,
  disabled,
  label,
  onChange,
}: {
  trained: boolean
  disabled: boolean
  label: string
  onChange: (to: 0 | 1) => void
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={trained}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(trained ? 0 : 1)}
      className="inline-flex items-center gap-1.5 rounded-full border border-line-strong bg-panel py-0.5 pr-2 pl-1 text-2xs text-ink-2 hover:border-ink-3 disabled:opacity-70"
    >
      <span
        aria-hidden="true"
        className={clsx('relative h-3 w-5.5 rounded-full', trained ? 'bg-accent' : 'bg-line-strong')}
      >
        <span
          className={clsx(
            'absolute top-0.5 size-2 rounded-full bg-panel',
            trained ? 'right-0.5' : 'left-0.5',
          )}
        />
      </span>
      {trained ? 1 : 0}
    </button>
  )
}
