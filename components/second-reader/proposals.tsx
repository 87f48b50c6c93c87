'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchProposals, fetchReader } from '@/lib/second-reader/client'
import type { About, ProposalRow, ReadingRow } from '@/lib/second-reader/schema'
import { isReading } from '@/lib/second-reader/words'
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
  const reader = useQuery({
    queryKey: ['reader', datasetId],
    queryFn: async ({ signal }) => {
      const result = await fetchReader(datasetId, signal)
      return result.ok ? result.value : null
    },
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => isReading(run.state)) ? pollMs : false),
  })
  const run = reader.data?.runs.find((one) => isAbout(one, about)) ?? null
  const list = useQuery({
    queryKey: ['reader', datasetId, 'proposals', about, run?.suggested],
    queryFn: async ({ signal }) => {
      const result = await fetchProposals(datasetId, about, signal)
      return result.ok ? result.value.proposals : null
    },
    placeholderData: (before) => before,
  })
  const look = () => {
    void reader.refetch()
    void list.refetch()
  }
  useLive(['reader', 'example', 'examples'], datasetId, look)
  if (reader.data === undefined || list.data === undefined) return <Skeleton className="h-16" />
  if (!reader.data || !list.data) return <p className="text-ink-3">{t('notThere')}</p>
  const { endpoint, consent } = reader.data
  const there = new Set(list.data.map(({ suggestionId }) => suggestionId))
  const gone = edited.filter(({ suggestionId }) => !there.has(suggestionId))
  const shown = [...list.data, ...gone].sort((a, b) => a.number - b.number)
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

const isAbout = ({ task }: ReadingRow, { kind, id }: About): boolean =>
  task.type === 'propose' && task.about?.kind === kind && task.about.id === id
