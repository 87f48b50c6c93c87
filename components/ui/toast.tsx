'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import * as Radix from 'radix-ui/toast'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { Button } from './button'
import { IconButton } from './icon-button'

export type ToastMessage = {
  text: string
  tone?: 'neutral' | 'bad'
  /** What can be done about it, such as Undo. */
  action?: { label: string; onAction: () => void }
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => {})

/** Says what just happened, aloud too, and offers to take it back. Never the only place of an error. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext)
}

let serial = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('ui')
  const [shown, setShown] = useState<(ToastMessage & { id: number })[]>([])
  const show = useCallback((message: ToastMessage) => {
    serial += 1
    const toast = { ...message, id: serial }
    setShown((all) => [...all.slice(-2), toast])
  }, [])
  const remove = (id: number) => setShown((all) => all.filter((toast) => toast.id !== id))

  return (
    <ToastContext value={show}>
      <Radix.Provider label={t('notification')} swipeDirection="down">
        {children}
        {shown.map((toast) => (
          <Radix.Root
            key={toast.id}
            type={toast.tone === 'bad' ? 'foreground' : 'background'}
            duration={toast.action || toast.tone === 'bad' ? 10_000 : 5_000}
            onOpenChange={(open) => !open && remove(toast.id)}
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
    </ToastContext>
  )
}
