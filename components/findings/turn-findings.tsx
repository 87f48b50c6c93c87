'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { fixOf, placeOf } from '@/lib/checks/fix'
import type { FindingRow } from '@/lib/checks/schema'
import type { MessageId } from '@/lib/conversations/schema'
import { FindingNote } from './finding-note'
import { inReadingOrder } from './order'
import { isNote, useExampleFindings, useIsFresh } from './use-example-findings'
import { namesOf, useWaive } from './use-waive'

/** What checks found in one message of the open example, or (null) in the example as a whole: open first, waived on request. */
export function TurnFindings({ messageId }: { messageId: MessageId | null }) {
  const t = useTranslations('quality.note')
  const [showsWaived, setShowsWaived] = useState(false)
  const found = useExampleFindings()
  const mine = inReadingOrder(
    (found?.findings ?? []).filter((finding) => isNote(finding) && finding.messageId === messageId),
    [],
  )
  const fresh = useIsFresh(found)
  const open = mine.filter(({ state }) => state === 'open')
  const waived = mine.filter(({ state }) => state === 'waived')
  if (mine.length === 0) return null
  return (
    <div className="grid min-w-0 gap-1.5">
      {[...open, ...(showsWaived ? waived : [])].map((finding) => (
        <Note key={finding.fingerprint} finding={finding} fresh={fresh} />
      ))}
      {waived.length > 0 && (
        <button
          type="button"
          aria-expanded={showsWaived}
          onClick={() => setShowsWaived(!showsWaived)}
          className="min-h-6 justify-self-start rounded-sm text-ink-3 text-xs underline underline-offset-2 hover:text-ink"
        >
          {showsWaived ? t('hideWaived') : t('showWaived', { count: waived.length })}
        </button>
      )}
    </div>
  )
}

function Note({ finding, fresh }: { finding: FindingRow; fresh: boolean }) {
  const t = useTranslations('quality.note')
  const { session, mayEdit, groups, attempt } = useSurroundings()
  const shown = useEditor((s) => s.shown)
  const at = useEditor((s) => s.findingAt)
  const { waive, reopen, busy } = useWaive(session.datasetId)
  const current = at?.id === finding.fingerprint
  const edits = finding.suggestion && fixOf(finding, shown, groups)
  const point = (waiving: boolean) =>
    session.store.setState({ findingAt: { id: finding.fingerprint, waiving } })
  return (
    <FindingNote
      finding={finding}
      datasetId={session.datasetId}
      checking={!fresh && finding.span !== null && placeOf(finding, shown.draft) === null}
      current={current}
      mayEdit={mayEdit}
      fixHint={edits && edits.length > 0 ? hintOf(finding, t) : null}
      waiving={current && at.waiving}
      busy={busy}
      onFix={() => attempt(() => edits && session.act(edits))}
      onWaiving={point}
      onWaive={async (reason) => {
        if (await waive(namesOf([finding]), reason)) point(false)
      }}
      onReopen={() => void reopen(namesOf([finding]))}
    />
  )
}

type Translate = ReturnType<typeof useTranslations<'quality.note'>>

function hintOf({ suggestion, excerpt }: FindingRow, t: Translate): string | null {
  switch (suggestion?.type) {
    case 'replace':
      return suggestion.insert === ''
        ? t('fixRemove', { from: excerpt })
        : t('fixText', { from: excerpt, to: suggestion.insert })
    case 'set-weight':
      return t('fixWeight', { to: suggestion.to === 0 ? 0 : 1 })
    case 'add-tag':
      return t('fixTag', { tag: suggestion.tag })
    default:
      return null
  }
}
