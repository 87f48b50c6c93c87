'use client'

import { useTranslations } from 'next-intl'
import { Avatar } from '@/components/ui/avatar'
import { Tooltip } from '@/components/ui/tooltip'
import { useEditorsOf, usePeopleAt } from '@/components/workspace/presence-context'
import { useSurroundings } from './session-context'

const shown = 4

/** Over the conversation: who else has this example open. */
export function AlsoHere() {
  const t = useTranslations('presence')
  const { session } = useSurroundings()
  const people = usePeopleAt(session.number)
  if (people.length === 0) return null
  const names = people.map(({ name }) => name).join(', ')
  return (
    <Tooltip text={t('alsoHere', { names })}>
      <span role="img" aria-label={t('alsoHere', { names })} className="inline-flex shrink-0 items-center">
        {people.slice(0, shown).map(({ id, name }) => (
          <Avatar key={id} id={id} name={name} className="-ml-1 ring-2 ring-bg first:ml-0" />
        ))}
        {people.length > shown && <span className="ml-1 text-ink-3 text-xs">+{people.length - shown}</span>}
      </span>
    </Tooltip>
  )
}

/** Beside a turn: who is writing in it now. */
export function WritesHere({ messageId }: { messageId: string }) {
  const t = useTranslations('presence')
  const { session } = useSurroundings()
  const people = useEditorsOf(session.number, messageId)
  if (people.length === 0) return null
  return (
    <p className="inline-flex items-center gap-1.5 text-warn">
      <Avatar id={people[0]!.id} name={people[0]!.name} className="size-5" />
      <span className="min-w-0">{t('writesHere', { names: people.map(({ name }) => name).join(', ') })}</span>
    </p>
  )
}
