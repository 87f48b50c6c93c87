'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** What it is about, in a sentence; read out with the title. */
  description?: ReactNode
  /** Buttons, at the bottom right. For a form put them into the form with DialogActions instead. */
  actions?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  children?: ReactNode
}

const widths = { sm: 'sm:max-w-100', md: 'sm:max-w-130', lg: 'sm:max-w-190' }

/** Into the first field where there is one, else onto the dialog: not onto the way out. */
function focusFirstField(event: Event) {
  const content = event.currentTarget
  if (!(content instanceof HTMLElement)) return
  event.preventDefault()
  const field = content.querySelector<HTMLElement>('input, textarea, select')
  ;(field ?? content).focus()
}

/** A field that takes Escape for itself says so; it is not the dialog then that closes. */
function keepForField(event: KeyboardEvent) {
  if (event.target instanceof HTMLElement && event.target.closest('[data-keeps-escape]'))
    event.preventDefault()
}

/** Keeps focus inside and gives it back. On a phone it stands on the lower edge. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  actions,
  size = 'md',
  children,
}: DialogProps) {
  const t = useTranslations('ui')
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusFirstField}
          onEscapeKeyDown={keepForField}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-40 mx-auto grid max-h-[92dvh] w-full animate-appear gap-4 overflow-y-auto scroll-pb-20 px-5 pt-5',
            // what sticks to the lower edge brings the room below it: a padding here would push it into the rest
            !actions && 'pb-5',
            'rounded-t-xl border border-line bg-panel shadow-lift outline-none sm:top-[12dvh] sm:bottom-auto sm:max-h-[80dvh] sm:rounded-xl',
            widths[size],
          )}
        >
          <div className="flex items-start gap-4">
            <div className="grid flex-1 gap-1">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {description && <Radix.Description className="text-ink-2">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label={t('close')} size="sm" className="-mt-0.5 -mr-1">
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
          {/* in sight however long the rest is */}
          {actions && (
            <div className="sticky bottom-0 z-1 -mx-5 bg-panel px-5 pt-2 pb-5">
              <DialogActions>{actions}</DialogActions>
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2">{children}</div>
}
