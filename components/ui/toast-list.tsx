'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/toast'
import { Button } from './button'
import { IconButton } from './icon-button'

export type ToastMessage = {
  text: string
  tone?: 'neutral' | 'bad'
  /** What can be done about it, such as Undo. */
  action?: { label: string; onAction: () => void }
}
export type ToastListProps = { shown: (ToastMessage & { id: number })[]; onRemove: (id: number) => void }

/** The toasts that are up, newest last. */
export function ToastList({ shown, onRemove }: ToastListProps) {
  const t = useTranslations('ui')
  return (
    <Radix.Provider label={t('notification')} swipeDirection="down">
      {shown.map((toast) => (
        <Radix.Root
          key={toast.id}
          type={toast.tone === 'bad' ? 'foreground' : 'background'}
          duration={toast.action || toast.tone === 'bad' ? 10_000 : 5_000}
          onOpenChange={(open) => !open && onRemove(toast.id)}
          className={clsx(
            'flex animate-appear items-center gap-3 rounded-lg border bg-panel py-1.5 pr-1.5 pl-3 shadow-lift',
            toast.tone === 'bad' ? 'border-bad/45' : 'border-line-strong',
          )}
        >
          <Radix.Description className={clsx('flex-1 py-1', toast.tone === 'bad' && 'text-bad')}>
            {toast.text}
          </Radix.Description>
          {toast.action && (
            <Radix.Action asChild altText={toast.action.label} onClick={toast.action.onAction}>
              <Button size="sm">{toast.action.label}</Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton label={t('close')} size="sm">
              <X />
            </IconButton>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport
        label={t('notifications')}
        className="fixed right-4 bottom-11 left-4 z-50 ml-auto grid max-w-100 gap-2 outline-none"
      />
    </Radix.Provider>
  )
}
