'use client'

import clsx from 'clsx'
import * as Radix from 'radix-ui/tabs'
import type { ReactNode } from 'react'

/** Panes of which one shows. For pages with an address of their own use links instead. */
export function Tabs<T extends string>({
  label,
  value,
  onChange,
  tabs,
  className,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  tabs: { value: T; label: ReactNode; pane: ReactNode }[]
  className?: string
}) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as T)} className={className}>
      <Radix.List aria-label={label} className="flex gap-0.5 border-line border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={clsx(
              '-mb-px border-transparent border-b-2 px-2.5 py-2 text-ink-2 hover:text-ink focus-visible:-outline-offset-2',
              'data-[state=active]:border-accent data-[state=active]:font-[550] data-[state=active]:text-ink',
            )}
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4 outline-none">
          {tab.pane}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
