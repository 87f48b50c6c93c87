'use client'

import { type ComponentType, createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import type { ToastListProps, ToastMessage } from './toast-list'
import { warmLater } from './warm-up'

const ToastContext = createContext<(message: ToastMessage) => void>(() => {})

/** Says what just happened, aloud too, and offers to take it back. Never the only place of an error. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext)
}

const loadList = warmLater(() => import('./toast-list').then((module) => module.ToastList))

let serial = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ToastListProps['shown']>([])
  const [list, setList] = useState<{ List: ComponentType<ToastListProps> } | null>(null)
  const show = useCallback((message: ToastMessage) => {
    serial += 1
    const toast = { ...message, id: serial }
    setShown((all) => [...all.slice(-2), toast])
    // where it can't be had now, the next toast asks for it again
    loadList().then(
      (List) => setList({ List }),
      () => {},
    )
  }, [])
  const remove = useCallback((id: number) => setShown((all) => all.filter((toast) => toast.id !== id)), [])

  return (
    <ToastContext value={show}>
      {children}
      {list && <list.List shown={shown} onRemove={remove} />}
    </ToastContext>
  )
}
