'use client'

import { useTranslations } from 'next-intl'
import type { Piece } from '@/lib/conversations/schema'
import { shortened } from '@/lib/conversations/shortened'

/** A text with what was added and what was removed marked in it, word by word; what is very long is left out. */
export function MarkedText({ pieces }: { pieces: readonly Piece[] }) {
  const t = useTranslations('ui')
  return shortened(pieces).map((piece, i) => {
    const key = `${i}-${piece.mark}`
    if (piece.mark === 'gap')
      return (
        <span key={key} className="text-ink-3 text-xs">
          {t('gap', { count: piece.count })}
        </span>
      )
    if (piece.mark === 'added')
      return (
        <ins key={key} className="bg-good-soft text-good no-underline">
          {piece.text}
        </ins>
      )
    if (piece.mark === 'removed')
      return (
        <del key={key} className="bg-bad-soft text-bad">
          {piece.text}
        </del>
      )
    return <span key={key}>{piece.text}</span>
  })
}
