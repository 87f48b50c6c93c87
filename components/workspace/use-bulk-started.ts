'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { useRuns } from '@/components/bulk/runs-context'
import { labelOf } from '@/lib/bulk/draft'
import type { BulkAction } from '@/lib/bulk/schema'
import { turnedRun } from '@/lib/bulk/undoable'
import type { TagGroup } from '@/lib/tags/schema'
import { useUndo } from './undo-context'

/** What follows on the start of a run: it is shown as under way, and is a step that can be undone. */
export function useBulkStarted(datasetId: string, groups: TagGroup[]) {
  const t = useTranslations('bulk')
  const { remember } = useUndo()
  const runs = useRuns()
  const names = useMemo(
    () => new Map(groups.flatMap((g) => g.tags).map((tag) => [tag.id, tag.name])),
    [groups],
  )
  return useCallback(
    (runId: string, action: BulkAction, count: number): void => {
      runs.look()
      const { key, params } = labelOf(action, (id) => names.get(id) ?? t('goneTag'))
      const label = t('undoLabel', { action: t(`labels.${key}`, params), count })
      void remember(datasetId, { ...turnedRun(datasetId, runId), label }).then(({ action: undo }) => {
        if (undo) runs.remember(runId, undo.onAction)
      })
    },
    [datasetId, names, remember, runs, t],
  )
}
