'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { setDatasetState } from '@/lib/datasets/client'
import type { DatasetDetail } from '@/lib/datasets/schema'
import { movedDataset } from '@/lib/datasets/undoable'
import { newOperationId } from '@/lib/result/call'

/** Says why nothing can be changed here, and brings it back for who may. */
export function StateBanner({ dataset }: { dataset: DatasetDetail }) {
  const t = useTranslations('shell.banner')
  const failureText = useFailureText()
  const toast = useToast()
  const router = useRouter()
  const label = useTranslations('undo')
  const { remember } = useUndo()
  const [busy, setBusy] = useState(false)

  async function restore() {
    setBusy(true)
    const result = await setDatasetState(dataset.id, { operationId: newOperationId(), state: 'active' })
    setBusy(false)
    if (result.ok) {
      await remember(dataset.id, {
        ...movedDataset(dataset.id, dataset.state, 'active'),
        label: label('dataset.active', { name: dataset.name }),
      })
      router.refresh()
    } else toast({ text: failureText(result.error), tone: 'bad' })
  }

  return (
    <div className="flex h-9 items-center gap-3 border-line border-b bg-warn-soft px-3.5 text-warn text-xs">
      <span className="min-w-0 flex-1 truncate">
        {t(dataset.state === 'trashed' ? 'trashed' : 'archived')}
      </span>
      {dataset.role === 'lead' && (
        <Button size="sm" className="pointer-coarse:h-7!" busy={busy} onClick={() => void restore()}>
          {t('restore')}
        </Button>
      )}
    </div>
  )
}
