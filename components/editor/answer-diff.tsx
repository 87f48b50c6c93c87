import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { diffWords } from '@/lib/conversations/word-diff'

const tones = { good: 'bg-good-soft text-good', bad: 'bg-bad-soft text-bad' }

/** An answer's text, with the words marked that the other answer does not have there. */
export default function AnswerDiff({
  text,
  other,
  tone,
}: {
  text: string
  other: string
  tone: keyof typeof tones
}) {
  const t = useTranslations('editor')
  const pieces = useMemo(() => diffWords(other, text).filter(({ mark }) => mark !== 'removed'), [text, other])
  if (text === other) return <p className="text-ink-3 text-sm">{t('sameAnswers')}</p>
  return (
    <div className="whitespace-pre-wrap">
      {[...pieces.entries()].map(([place, piece]) =>
        piece.mark === 'added' ? (
          <mark key={place} className={tones[tone]}>
            {piece.text}
          </mark>
        ) : (
          <span key={place}>{piece.text}</span>
        ),
      )}
    </div>
  )
}
