'use client'

import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Part } from '@/lib/conversations/schema'

/** Which of the two answers this is; told by word and sign, not by colour alone. */
export function AnswerName({ part }: { part: Exclude<Part, 'prompt'> }) {
  const t = useTranslations('editor.parts')
  const preferred = part === 'preferred'
  const Icon = preferred ? ThumbsUp : ThumbsDown
  return (
    <span
      className={`inline-flex items-center gap-1.5 font-semibold text-sm ${preferred ? 'text-accent' : 'text-ink-2'}`}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      {t(part)}
    </span>
  )
}
