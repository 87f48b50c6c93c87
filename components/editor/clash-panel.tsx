'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import { askedOf } from './merge/answers'
import { useEditor, useSurroundings } from './session-context'

const loadMergeView = warmLater(() => import('./merge/merge-view').then((module) => module.MergeView))
const nothing = () => {}

/** What the server did not take: a choice between two people's work, or why not and what can be done. */
export function ClashPanel() {
  const clash = useEditor((s) => s.clash)
  const standoff = useEditor((s) => s.standoff)
  const theirs = useEditor((s) => s.serverDraft)
  const asks =
    clash !== null && standoff !== null && (standoff.lost.length > 0 || askedOf(standoff, theirs).length > 0)
  const MergeView = useLazy(loadMergeView, asks, nothing)
  if (!clash) return null
  if (asks) return MergeView && <MergeView standoff={standoff} />
  // it goes together by itself, and is on its way
  if (standoff && clash.reason === 'exampleChanged') return null
  return <Refused />
}

function Refused() {
  const t = useTranslations('editor')
  const errors = useTranslations('errors')
  const { session } = useSurroundings()
  const clash = useEditor((s) => s.clash)!
  const waiting = useEditor((s) => s.waiting)
  const revision = useEditor((s) => s.server.revision)
  const again = waiting.flatMap((w) => w.edits)
  return (
    <Note tone="bad" role="alert" title={t('refusedTitle')} className="mx-7 mt-3">
      <p className="mb-2">{errors.has(clash.reason) ? errors(clash.reason, clash.params) : clash.message}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="primary"
          onClick={() => void session.resolve(again, waiting[0]?.revision ?? revision)}
        >
          {t('tryAgain')}
        </Button>
        <Button size="sm" onClick={() => void session.resolve([], revision)}>
          {t('giveUp')}
        </Button>
      </div>
    </Note>
  )
}
