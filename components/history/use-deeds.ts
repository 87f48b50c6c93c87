'use client'

import { useTranslations } from 'next-intl'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { promptLength } from '@/lib/conversations/kind'
import { deedsOf, type HistoryGroup } from './describe'

/** A group of edits in words; the first one is where the example comes from. */
export function useDeeds(): (group: HistoryGroup) => string {
  const t = useTranslations('history')
  const { groups } = useSurroundings()
  const { conversation, messageIds: ids } = useEditor((s) => s.shown.draft)
  const names = new Map(groups.flatMap((g) => g.tags).map((tag) => [tag.id, tag.name]))
  const turnOf = (id: string) => (ids.includes(id) ? ids.indexOf(id) + 1 : null)
  const isAnswer = (id: string) => ids.indexOf(id) >= promptLength(conversation)
  return ({ from, edits, proposedBy }) => {
    if (from === 1) return proposedBy ? t('proposed', { model: proposedBy }) : t('original')
    return deedsOf(edits, turnOf, isAnswer, (id) => names.get(id) ?? '?')
      .map((deed) => t(`deeds.${deed.key}`, deed.params))
      .join(', ')
  }
}
