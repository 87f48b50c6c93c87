'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { ToastProvider } from '@/components/ui/toast'
import { TooltipProvider } from '@/components/ui/tooltip'
import { warmUp } from '@/components/ui/warm-up'

/** What every page stands in. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: 1 } } }),
  )
  useWarmUp()
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <ToastProvider>{children}</ToastProvider>
      </TooltipProvider>
    </QueryClientProvider>
  )
}

function useWarmUp() {
  // outside system: the window, where a person shows up; the first key or press itself is not to wait for anything
  useEffect(() => {
    const signs = ['keydown', 'pointerdown'] as const
    const warm = () => {
      for (const sign of signs) removeEventListener(sign, warm)
      setTimeout(() => void warmUp(), 300)
    }
    for (const sign of signs) addEventListener(sign, warm)
    return () => {
      for (const sign of signs) removeEventListener(sign, warm)
    }
  }, [])
}
