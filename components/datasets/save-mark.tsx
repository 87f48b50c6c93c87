'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { SaveState } from './autosave'

const dots: Record<SaveState, string> = {
  saved: 'bg-good',
  waiting: 'border border-ink-3',
  saving: 'border border-ink-3',
  offline: 'bg-warn',
  conflict: 'bg-warn',
  refused: 'bg-bad',
}

/** How far the text is saved, in a word; read out when it changes. */
export function SaveMark({ state }: { state: SaveState }) {
  const t = useTranslations('guidelines.save')
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-ink-3 text-xs">
      <span aria-hidden="true" className={clsx('size-1.75 rounded-full', dots[state])} />
      {t(state === 'waiting' ? 'saving' : state)}
    </span>
  )
}
