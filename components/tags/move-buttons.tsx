'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'

/** One place up or down. At an end the button stays and rests, so that focus does too. */
export function MoveButtons({
  name,
  index,
  count,
  onMove,
}: {
  name: string
  index: number
  count: number
  onMove: (step: -1 | 1) => void
}) {
  const t = useTranslations('tags.move')
  const first = index === 0
  const last = index === count - 1
  return (
    <span className="inline-flex shrink-0">
      <IconButton
        size="sm"
        label={t('up', { name })}
        aria-disabled={first}
        onClick={() => !first && onMove(-1)}
        className="aria-disabled:cursor-default aria-disabled:opacity-30 aria-disabled:hover:bg-transparent"
      >
        <ChevronUp />
      </IconButton>
      <IconButton
        size="sm"
        label={t('down', { name })}
        aria-disabled={last}
        onClick={() => !last && onMove(1)}
        className="aria-disabled:cursor-default aria-disabled:opacity-30 aria-disabled:hover:bg-transparent"
      >
        <ChevronDown />
      </IconButton>
    </span>
  )
}
