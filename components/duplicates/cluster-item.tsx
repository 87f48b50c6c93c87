'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { Cluster } from '@/lib/duplicates/schema'
import { keysOf } from '@/lib/shortcuts/table'
import { Difference } from './difference'
import { useDuplicatesRoom } from './duplicates-context'
import { MemberRow } from './member-row'

/** One cluster: which one stays, what the others say, and what becomes of them. */
export function ClusterItem({
  cluster,
  kept,
  ticked,
  onTick,
  onKept,
  onKeep,
  onApart,
}: {
  cluster: Cluster
  kept: number
  ticked: boolean
  onTick: (on: boolean) => void
  onKept: (number: number) => void
  onKeep: () => void
  onApart: () => void
}) {
  const t = useTranslations('duplicates')
  const { datasetId, mayDecide, apart } = useDuplicatesRoom()
  const [shown, setShown] = useState<number | null>(null)
  const [first = 0] = cluster.numbers
  const more = cluster.numbers.length - cluster.members.length
  return (
    <li
      tabIndex={-1}
      aria-label={t('cluster', { count: cluster.numbers.length, alike: cluster.alike, number: first })}
      className="grid scroll-mt-20 gap-2 rounded-md border-line border-t py-4 outline-offset-2 focus-visible:outline-2 focus-visible:outline-accent"
    >
      <div className="flex flex-wrap items-center gap-2">
        {mayDecide && (
          <input
            type="checkbox"
            checked={ticked}
            aria-label={t('tick', { number: first })}
            onChange={(event) => onTick(event.target.checked)}
            className="size-4 cursor-pointer accent-accent"
          />
        )}
        <h2 className="font-[550]">{t('heading', { count: cluster.numbers.length })}</h2>
        <Badge>{t('alike', { alike: cluster.alike })}</Badge>
        <span className="flex-1" />
        {mayDecide && (
          <>
            <Button size="sm" keys={keysOf('review.exclude') ?? ''} onClick={onKeep}>
              {t('keep', { number: kept, count: cluster.numbers.length - 1 })}
            </Button>
            <Button size="sm" variant="quiet" keys={keysOf('cluster.apart') ?? ''} onClick={onApart}>
              {t('apart')}
            </Button>
          </>
        )}
      </div>
      <ul className="grid">
        {cluster.members.map((member) => (
          <MemberRow
            key={member.number}
            member={member}
            group={`keep-${first}`}
            isKept={member.number === kept}
            isShown={member.number === shown}
            canLeave={cluster.numbers.length > 2}
            onKept={() => onKept(member.number)}
            onShow={() => setShown((now) => (now === member.number ? null : member.number))}
            onLeave={() =>
              void apart(
                [{ numbers: [member.number], of: cluster.numbers.filter((n) => n !== member.number) }],
                t('undo.left', { number: member.number }),
              )
            }
          >
            {member.number === shown && <Difference datasetId={datasetId} from={kept} to={member.number} />}
          </MemberRow>
        ))}
      </ul>
      {more > 0 && <p className="text-ink-3 text-xs">{t('more', { count: more })}</p>}
    </li>
  )
}
