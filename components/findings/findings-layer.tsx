'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { useShortcuts } from '@/components/ui/shortcuts'
import { useToast } from '@/components/ui/toast'
import { fixOf, placeOf } from '@/lib/checks/fix'
import { inReadingOrder } from './order'
import { isNote, useExampleFindings } from './use-example-findings'
import { type Mark, useMarks } from './use-marks'

/** Of the open example: what checks found is underlined and reached by keys. */
export function FindingsLayer() {
  const t = useTranslations('quality')
  const { session, mayEdit, groups, attempt } = useSurroundings()
  const toast = useToast()
  const found = useExampleFindings()
  const shown = useEditor((s) => s.shown)
  const currentId = useEditor((s) => s.findingAt?.id ?? null)
  const open = useMemo(() => {
    const all = (found?.findings ?? []).filter((finding) => finding.state === 'open' && isNote(finding))
    return inReadingOrder(all, shown.draft.messageIds)
  }, [found, shown.draft.messageIds])
  const marks = useMemo(
    () =>
      open.flatMap((finding): Mark[] => {
        const place = placeOf(finding, shown.draft)
        return place ? [{ ...place, current: finding.fingerprint === currentId }] : []
      }),
    [open, shown.draft, currentId],
  )
  useMarks(marks)

  const inHand = () => {
    const { findingAt, focusId } = session.store.getState()
    return (
      open.find(({ fingerprint }) => fingerprint === findingAt?.id) ??
      open.find(({ messageId }) => messageId === focusId) ??
      null
    )
  }
  const goTo = (by: 1 | -1) => {
    const { findingAt } = session.store.getState()
    const at = open.findIndex(({ fingerprint }) => fingerprint === findingAt?.id)
    const next = at < 0 ? open[by === 1 ? 0 : open.length - 1] : open[(at + by + open.length) % open.length]
    if (!next) return
    session.store.setState({ findingAt: { id: next.fingerprint, waiving: false } })
    if (next.messageId !== null) session.focus(next.messageId)
    // behind the turn's own focus, so that a screen reader reads the note
    requestAnimationFrame(() => {
      const note = document.getElementById(`finding-${next.fingerprint}`)
      note?.focus({ preventScroll: true })
      note?.scrollIntoView({ block: 'nearest' })
    })
  }
  useShortcuts({
    ...(open.length > 0 ? { 'finding.next': () => goTo(1), 'finding.previous': () => goTo(-1) } : {}),
    ...(open.length > 0 && mayEdit
      ? {
          'finding.fix': () => {
            const finding = inHand()
            const edits = finding && fixOf(finding, session.store.getState().shown, groups)
            if (edits && edits.length > 0) attempt(() => session.act(edits))
            else if (finding) toast({ text: t('note.noFix') })
          },
          'finding.waive': () => {
            const finding = inHand()
            if (finding) session.store.setState({ findingAt: { id: finding.fingerprint, waiving: true } })
          },
        }
      : {}),
  })
  return null
}
