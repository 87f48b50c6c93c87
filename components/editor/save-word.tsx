'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { SignInLink } from '@/components/ui/sign-in-link'
import { useSaveState } from '@/components/workspace/outbox-context'
import type { SaveState } from '@/lib/outbox/schema'

const dots: Record<SaveState['word'], string> = {
  saved: 'bg-good',
  saving: 'bg-ink-3',
  offline: 'bg-warn',
  failing: 'bg-bad',
  conflict: 'bg-bad',
  refused: 'bg-bad',
  'signed-out': 'bg-warn',
}

/** The truth about what was done here: on the server, on its way, or kept in this browser. */
export function SaveWord() {
  const t = useTranslations('editor')
  const { word, pending } = useSaveState()
  const key = word === 'signed-out' ? 'signedOut' : word
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-ink-3" data-save-state={word}>
      <i aria-hidden="true" className={clsx('size-1.75 rounded-full', dots[word])} />
      {t(`save.${key}`, { pending })}
      {word === 'signed-out' && <SignInLink />}
    </span>
  )
}
