'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { MessageId } from '@/lib/conversations/schema'
import { Turn } from './turn'
import { TurnWindow } from './turn-window'
import { elementOf, useFollowFocus } from './use-follow-focus'

/** From this many turns on only those in sight are there; below it the browser's own search finds them all. */
export const windowFrom = 120

/** The turns in order, as a feed; `head` stands over them. Of `many` only those in sight are there. */
export function Turns({ ids, head, many }: { ids: readonly MessageId[]; head: ReactNode; many: boolean }) {
  return many ? <TurnWindow ids={ids} head={head} /> : <TurnList ids={ids} head={head} />
}

function TurnList({ ids, head }: { ids: readonly MessageId[]; head: ReactNode }) {
  const t = useTranslations('editor')
  useFollowFocus((id) => elementOf(id)?.scrollIntoView({ block: 'nearest' }))
  return (
    <>
      {head}
      <div role="feed" aria-label={t('turns')}>
        {ids.map((id, index) => (
          <Turn key={id} id={id} index={index} />
        ))}
      </div>
    </>
  )
}
