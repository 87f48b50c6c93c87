'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { findingSentence } from '@/lib/checks/finding-sentence'

type Messages = {
  (key: string, params: Record<string, string | number>): string
  has: (key: string) => boolean
}
type Said = Parameters<typeof findingSentence>[0]

/** What a check found, in a sentence. */
export function useFindingSentence(): (finding: Said) => string {
  // keys are put together from what a finding says
  const t = useTranslations() as unknown as Messages
  return useCallback((finding) => findingSentence(finding, (key) => t.has(key), t), [t])
}
