'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { setDatasetState } from '@/lib/datasets/client'
import type { DatasetRow, DatasetState } from '@/lib/datasets/schema'
import { movedDataset } from '@/lib/datasets/undoable'
import { newOperationId } from '@/lib/result/call'

/** Archives, puts in the trash or brings back, says so, and offers to take it back. */
export function useSetDatasetState() {
  const t = useTranslations('datasets.moved')
  const failureText = useFailureText()
  const queries = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const label = useTranslations('undo')
  const { remember } = useUndo()

  return async function set(dataset: Pick<DatasetRow, 'id' | 'name' | 'state'>, state: DatasetState) {
    const result = await setDatasetState(dataset.id, { operationId: newOperationId(), state })
    if (!result.ok) {
      toast({ text: failureText(result.error), tone: 'bad' })
      return false
    }
    await queries.invalidateQueries({ queryKey: ['datasets'] })
    router.refresh()
    const { action } = await remember(dataset.id, {
      ...movedDataset(dataset.id, dataset.state, state),
      label: label(`dataset.${state}`, { name: dataset.name }),
    })
    toast({ text: t(state, { name: dataset.name }), action })
    return true
  }
}
