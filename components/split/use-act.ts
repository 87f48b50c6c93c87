'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import type { Result } from '@/lib/result/schema'

/** Does something to the split, says what came of it, and has the report fetched again. */
export function useAct(datasetId: string) {
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  async function act<T>(call: () => Promise<Result<T>>, done: (value: T) => string): Promise<boolean> {
    setBusy(true)
    const answer = await call()
    await queries.invalidateQueries({ queryKey: ['split', datasetId] })
    setBusy(false)
    toast(answer.ok ? { text: done(answer.value) } : { text: failureText(answer.error), tone: 'bad' })
    return answer.ok
  }
  return { busy, act }
}
