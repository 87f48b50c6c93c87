'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { isNote, useExampleFindings, useFollowChecks } from './use-example-findings'

/**
 * Of the open example: how much checks found is said to a screen reader. What shows the findings is a part of its own,
 * fetched when `onFound` tells of the first.
 */
export function FindingsWatch({ onFound }: { onFound: () => void }) {
  const t = useTranslations('quality')
  const found = useExampleFindings()
  useFollowChecks()
  const notes = found?.findings.filter(isNote) ?? []
  const some = notes.length > 0
  // outside system: the network, which brings the part
  useEffect(() => {
    if (some) onFound()
  }, [some, onFound])
  return (
    <p role="status" className="sr-only">
      {found && t('open', { count: notes.filter(({ state }) => state === 'open').length })}
    </p>
  )
}
