'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useUndo } from '@/components/workspace/undo-context'
import { changeDataset, fetchDataset } from '@/lib/datasets/client'
import { changedDataset } from '@/lib/datasets/undoable'
import { newOperationId } from '@/lib/result/call'

/** Renames; a name has no base to merge with, so the revision is read right before. */
export function useRenameDataset(dataset: { id: string; name: string }) {
  const t = useTranslations('datasets.create')
  const failureText = useFailureText()
  const queries = useQueryClient()
  const label = useTranslations('undo')
  const { remember } = useUndo()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')

  /** Whether it is done. */
  async function rename(name: string): Promise<boolean> {
    setError('')
    if (!name.trim()) {
      setError(t('nameMissing'))
      return false
    }
    if (name.trim() === dataset.name) return true
    setBusy(true)
    const now = await fetchDataset(dataset.id)
    const result = now.ok
      ? await changeDataset(dataset.id, { operationId: newOperationId(), revision: now.value.revision, name })
      : now
    setBusy(false)
    if (!result.ok) {
      setError(failureText(result.error))
      return false
    }
    const to = name.trim().normalize('NFC')
    if (now.ok)
      await remember(dataset.id, {
        ...changedDataset(dataset.id, 'name', now.value.name, to),
        label: label('dataset.renamed', { from: now.value.name, to }),
      })
    await queries.invalidateQueries({ queryKey: ['datasets'] })
    router.refresh()
    return true
  }
  return { rename, busy, error }
}
