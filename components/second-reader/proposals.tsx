'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useLive } from '@/components/workspace/outbox-context'
import type { About, ProposalRow } from '@/lib/second-reader/schema'
import { isReading } from '@/lib/second-reader/words'
import { lookAtProposals } from './look'
import { ProposalItem } from './proposal-item'
import { type Material, ProposeForm } from './propose-form'
import { ReadingItem } from './reading-item'

const pollMs = 700

/** Examples that a model proposes for a weak spot or a cell of coverage: asked for, under way, to be decided on. */
export function Proposals({
  datasetId,
  about,
  wanted,
  gather,
  mayEdit,
  mayDecide,
}: {
  datasetId: string
  about: About
  /** What the examples are to be like; it can be worded otherwise before it is sent. */
  wanted: string
  gather: () => Promise<Material>
  mayEdit: boolean
  mayDecide: boolean
}) {
  const t = useTranslations('secondReader.proposals')
  const [edited, setEdited] = useState<ProposalRow[]>([])
  const { data, isError, refetch } = useQuery({
    queryKey: ['reader', datasetId, 'proposals', about],
    queryFn: ({ signal }) => lookAtProposals(datasetId, about, signal),
    refetchInterval: ({ state }) => (state.data?.run && isReading(state.data.run.state) ? pollMs : false),
  })
  const look = () => void refetch()
  useLive(['reader', 'example', 'examples'], datasetId, look)
  if (data === undefined && !isError) return <Skeleton className="h-16" />
  if (!data) return <p className="text-ink-3">{t('notThere')}</p>
  const { endpoint, consent, run, proposals } = data
  const there = new Set(proposals.map(({ suggestionId }) => suggestionId))
  const gone = edited.filter(({ suggestionId }) => !there.has(suggestionId))
  const shown = [...proposals, ...gone].sort((a, b) => a.number - b.number)
  const isOn = endpoint !== null && consent !== null
  const isAsking = run !== null && isReading(run.state)
  const last = run && (
    <ul>
      <ReadingItem datasetId={datasetId} run={run} mayTurn={mayDecide} onTurned={look} />
    </ul>
  )
  return (
    <div className="grid grid-cols-1 gap-4">
      {!isOn && (
        <p className="text-ink-2">
          {t(endpoint ? 'notAllowed' : 'notSet')}{' '}
          <Link className="underline underline-offset-2" href={`/datasets/${datasetId}/settings/reader`}>
            {t('settings')}
          </Link>
        </p>
      )}
      {isOn && !mayDecide && shown.length === 0 && <p className="text-ink-3">{t('leadsAsk')}</p>}
      {isAsking && last}
      {shown.length > 0 && (
        <ol className="grid gap-3" aria-label={t('list')}>
          {shown.map((proposal) => (
            <ProposalItem
              key={proposal.suggestionId}
              datasetId={datasetId}
              proposal={proposal}
              isGone={gone.includes(proposal)}
              mayEdit={mayEdit}
              mayDecide={mayDecide}
              onEditing={(isEditing) =>
                setEdited((all) => [
                  ...all.filter(({ suggestionId }) => suggestionId !== proposal.suggestionId),
                  ...(isEditing ? [proposal] : []),
                ])
              }
              onChanged={look}
            />
          ))}
        </ol>
      )}
      {isOn && mayDecide && !isAsking && (
        <ProposeForm
          datasetId={datasetId}
          about={about}
          endpoint={endpoint}
          wanted={wanted}
          gather={gather}
          onStarted={look}
        />
      )}
      {!isAsking && last}
    </div>
  )
}
