'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import type { Result } from '@/lib/result/schema'
import { splitRunEnded } from '@/lib/splits/client'
import type { SplitRunRow } from '@/lib/splits/schema'

/** Has examples given sides, says at the end what came of it, and has the report fetched again. */
export function useAct(datasetId: string) {
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const errors = useTranslations('errors')
  const t = useTranslations('split.running')
  const [busy, setBusy] = useState(false)
  async function act(
    start: () => Promise<Result<{ id: string }>>,
    done: (run: SplitRunRow) => string,
  ): Promise<boolean> {
    setBusy(true)
    const started = await start()
    void queries.invalidateQueries({ queryKey: ['split-runs', datasetId] })
    const answer = started.ok ? await splitRunEnded(datasetId, started.value.id) : started
    await queries.invalidateQueries({ queryKey: ['split', datasetId] })
    setBusy(false)
    if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
    else if (answer.value.state === 'done') toast({ text: done(answer.value) })
    else if (answer.value.state === 'cancelled') toast({ text: t('cancelled') })
    else {
      const reason = answer.value.message ?? 'internal'
      toast({ text: errors.has(reason) ? errors(reason) : errors('internal'), tone: 'bad' })
    }
    return answer.ok && answer.value.state === 'done'
  }
  return { busy, act }
}
