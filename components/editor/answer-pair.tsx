import { ArrowLeftRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { promptLength } from '@/lib/conversations/kind'
import { textOf } from '@/lib/conversations/summary'
import { keysOf } from '@/lib/shortcuts/table'
import { useEditor, useSurroundings } from './session-context'
import { Turn } from './turn'
import { swapTurns } from './turn-actions'

// comparing words needs a library that few examples need
const AnswerDiff = lazy(() => import('./answer-diff'))

/** The preferred and the rejected answer, side by side; one below the other where there is no room. */
export function AnswerPair() {
  const t = useTranslations('editor')
  const { session, mayEdit, attempt, comparing, setComparing } = useSurroundings()
  const { conversation, messageIds } = useEditor((s) => s.shown.draft)
  const first = promptLength(conversation)
  const place = useRef<HTMLElement>(null)
  // outside system: the scroll position. A long prompt has its true height only after it was drawn
  useEffect(() => {
    const { focusId, shown } = session.store.getState()
    if (focusId === null || !shown.draft.messageIds.slice(-2).includes(focusId)) return
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => place.current?.scrollIntoView({ block: 'nearest' })),
    )
    return () => cancelAnimationFrame(frame)
  }, [session])
  const texts = conversation.messages.slice(first).map(textOf)
  return (
    <section ref={place} aria-label={t('answers')} className="mt-4 border-t border-line pt-3">
      <div className="mb-1.5 flex flex-wrap items-center gap-2">
        <h2 className="text-xs font-semibold">{t('answers')}</h2>
        <span className="flex-1" />
        {mayEdit && (
          <Button size="sm" onClick={() => attempt(() => swapTurns(session))}>
            <ArrowLeftRight aria-hidden="true" />
            {t('swap')}
            <Keys id="answers.swap" />
          </Button>
        )}
        <Button size="sm" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
          {t(comparing ? 'hideDifferences' : 'showDifferences')}
          <Keys id="answers.compare" />
        </Button>
      </div>
      <div className="grid gap-x-10 sm:grid-cols-2">
        {messageIds.slice(first).map((id, side) => (
          <Turn
            key={id}
            id={id}
            index={first + side}
            compared={
              comparing ? (
                <Suspense fallback={<div className="whitespace-pre-wrap">{texts[side]}</div>}>
                  <AnswerDiff
                    text={texts[side] ?? ''}
                    other={texts[1 - side] ?? ''}
                    tone={side === 0 ? 'good' : 'bad'}
                  />
                </Suspense>
              ) : undefined
            }
          />
        ))}
      </div>
    </section>
  )
}

function Keys({ id }: { id: 'answers.swap' | 'answers.compare' }) {
  return (
    <span aria-hidden="true" className="max-sm:hidden">
      <Kbd keys={keysOf(id)!} />
    </span>
  )
}
