'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import type { MessageId } from '@/lib/conversations/schema'
import { turnsWith } from '@/lib/query/found'
import { useEditor, useSurroundings } from './session-context'
import { elementOf } from './use-follow-focus'

/** Finds words in all turns of a conversation whose turns are not all in the page, where the browser's own find fails. */
export function FindTurn({ ids }: { ids: readonly MessageId[] }) {
  const t = useTranslations('editor.findTurn')
  const { session } = useSurroundings()
  const messages = useEditor((s) => s.shown.draft.conversation.messages)
  const focusId = useEditor((s) => s.focusId)
  const [words, setWords] = useState('')
  // looked for where it is asked: every key would read megabytes
  const [found, setFound] = useState<{ words: string; place: number; count: number } | null>(null)
  const hint = useId()
  const look = (by: -1 | 1) => {
    const places = turnsWith(messages, words)
    const from = focusId === null ? -1 : ids.indexOf(focusId)
    const next =
      by === 1
        ? (places.find((place) => place > from) ?? places[0])
        : (places.findLast((place) => place < from) ?? places.at(-1))
    setFound({ words, place: next === undefined ? 0 : places.indexOf(next) + 1, count: places.length })
    const id = next === undefined ? undefined : ids[next]
    // the turn that has the focus already may be out of sight
    if (id === focusId) elementOf(id ?? '')?.scrollIntoView({ block: 'nearest' })
    else if (id) session.focus(id)
  }
  return (
    <form
      className="grid gap-1.5 border-line border-b px-7 py-2 max-sm:px-4"
      onSubmit={(event) => {
        event.preventDefault()
        look(1)
      }}
    >
      <p id={hint} className="text-ink-2 text-xs">
        {t('hint', { count: ids.length })}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <Input
          type="search"
          aria-label={t('title')}
          aria-describedby={hint}
          placeholder={t('title')}
          value={words}
          className="min-w-0 max-w-72 flex-1"
          onChange={(event) => setWords(event.target.value)}
        />
        <IconButton label={t('previous')} type="button" disabled={words === ''} onClick={() => look(-1)}>
          <ChevronUp />
        </IconButton>
        <IconButton label={t('next')} type="submit" disabled={words === ''}>
          <ChevronDown />
        </IconButton>
        <span role="status" className="text-ink-2 text-xs tabular-nums">
          {found && found.words === words && (found.count === 0 ? t('none') : t('place', found))}
        </span>
      </div>
    </form>
  )
}
