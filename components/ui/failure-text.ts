'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { Failure } from '@/lib/result/schema'

/** The sentence of a failure: the server's, or for one that never reached it the one of its reason. */
export function useFailureText(): (failure: Failure) => string {
  const t = useTranslations('errors')
  return useCallback(
    ({ message, reason, params }) => message || (t.has(reason) ? t(reason, params) : t('internal')),
    [t],
  )
}
