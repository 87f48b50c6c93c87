'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useEditor } from '@/components/editor/session-context'
import { Skeleton } from '@/components/ui/skeleton'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'

const loadPanel = warmLater(() =>
  import('@/components/second-reader/suggestions-panel').then((module) => module.SuggestionsPanel),
)

/** What a model said of the open example; it stands open where something waits for a person. */
export function SecondReaderSection() {
  const t = useTranslations('inspector')
  const waiting = useEditor((s) => s.server.suggestions)
  const [open, setOpen] = useState(waiting > 0)
  const Panel = useLazy(loadPanel, open, () => setOpen(false))
  return (
    <details
      className="border-line border-b px-4 py-3.5"
      id="second-reader"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="text-xs font-semibold">{t('secondReader', { count: waiting })}</summary>
      <div className="mt-2">{open && (Panel ? <Panel /> : <Skeleton className="h-16" />)}</div>
    </details>
  )
}
