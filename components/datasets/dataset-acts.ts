'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { setDatasetState } from '@/lib/datasets/client'
import type { DatasetRow, DatasetState } from '@/lib/datasets/schema'
import { newOperationId } from '@/lib/result/call'

/** Archives, puts in the trash or brings back, says so, and offers to take it back. */
export function useSetDatasetState() {
  const t = useTranslations('datasets.moved')
  const failureText = useFailureText()
  const queries = useQueryClient()
  const router = useRouter()
  const toast = useToast()

  return async function set(
    dataset: Pick<DatasetRow, 'id' | 'name' | 'state'>,
    state: DatasetState,
    isUndo = false,
  ) {
    const result = await setDatasetState(dataset.id, { operationId: newOperationId(), state })
    if (!result.ok) {
      toast({ text: failureText(result.error), tone: 'bad' })
      return false
    }
    await queries.invalidateQueries({ queryKey: ['datasets'] })
    router.refresh()
    const undo = () => void set({ ...dataset, state }, dataset.state, true)
    toast({
      text: t(state, { name: dataset.name }),
      action: isUndo ? undefined : { label: t('undo'), onAction: undo },
    })
    return true
  }
}
