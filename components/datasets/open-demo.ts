'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { createDemo } from '@/lib/demo/client'
import { newOperationId } from '@/lib/result/call'

/** Makes the demo dataset and goes there. */
export function useOpenDemo() {
  const failureText = useFailureText()
  const queries = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const [busy, setBusy] = useState(false)

  async function open() {
    setBusy(true)
    const result = await createDemo({ operationId: newOperationId() })
    if (!result.ok) {
      setBusy(false)
      toast({ text: failureText(result.error), tone: 'bad' })
      return
    }
    void queries.invalidateQueries({ queryKey: ['datasets'] })
    router.push(`/datasets/${result.value.datasetId}`)
  }
  return { busy, open }
}
