'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { labelOf } from '@/lib/bulk/draft'
import type { BulkRunRow } from '@/lib/bulk/schema'

/** How a run ended, in numbers. */
export function useRunOutcome(): (run: BulkRunRow) => string {
  const t = useTranslations('bulk.run.ended')
  return useCallback(
    ({ takesBack, state, changed, unchanged, skipped, failed, total }) =>
      t(takesBack ? 'back' : state, { changed, unchanged, skipped, failed, total }),
    [t],
  )
}

/** What a run does, in a few words. */
export function useRunLabel(): (run: BulkRunRow) => string {
  const t = useTranslations('bulk')
  return useCallback(
    (run) => {
      const { key, params } = labelOf(run.action, () => run.tagName ?? t('goneTag'))
      const action = t(`labels.${key}`, params)
      if (run.takesBack) return t('run.back', { action })
      return run.undoOf ? t('run.again', { action }) : action
    },
    [t],
  )
}
