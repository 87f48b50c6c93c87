'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'

/** A pane that comes in from the side where the screen has no room for it. */
export function Drawer({
  open,
  onOpenChange,
  title,
  side = 'right',
  children,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  side?: 'left' | 'right'
  children: ReactNode
}) {
  const t = useTranslations('ui')
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          className={clsx(
            'fixed inset-y-0 z-40 flex w-[min(21rem,92vw)] animate-appear flex-col border-line bg-panel shadow-lift outline-none',
            side === 'right' ? 'right-0 border-l' : 'left-0 border-r',
          )}
        >
          <div className="flex h-12 shrink-0 items-center justify-between border-line border-b pr-2 pl-4">
            <Radix.Title className="font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('close')}>
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
