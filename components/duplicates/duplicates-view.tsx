'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchDuplicates } from '@/lib/duplicates/client'
import type { ClustersQuery, Duplicates } from '@/lib/duplicates/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { ClusterList } from './cluster-list'
import { CompareForm, ComparisonLine } from './comparison-line'
import { DuplicatesRoom, useDuplicatesRoom } from './duplicates-context'

type Props = {
  datasetId: string
  query: ClustersQuery
  initial: Duplicates
  groups: TagGroup[]
  mayCompare: boolean
  mayDecide: boolean
}

export function DuplicatesView({ groups, ...props }: Props) {
  const tags = useMemo(
    () => new Map(groups.flatMap((group) => group.tags.map((tag) => [tag.id, tag]))),
    [groups],
  )
  return (
    <DuplicatesRoom datasetId={props.datasetId} mayDecide={props.mayDecide} tags={tags}>
      <Body {...props} />
    </DuplicatesRoom>
  )
}

function Body({ datasetId, query, initial, mayCompare }: Omit<Props, 'groups'>) {
  const t = useTranslations('duplicates')
  const { refresh } = useDuplicatesRoom()
  const { data } = useQuery({
    queryKey: ['duplicates', datasetId, query],
    queryFn: async ({ signal }) => {
      const answer = await fetchDuplicates(datasetId, query, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.latest?.state === 'running' ? 700 : false),
  })
  useLive(['duplicates', 'bulk', 'examples', 'example'], datasetId, refresh)
  const here = `/datasets/${datasetId}/duplicates`
  const isFirst = data.threshold === null && data.latest?.state !== 'running'
  return (
    <Page title={t('title')} lede={t('lede')}>
      {isFirst ? (
        <EmptyState title={t('first.title')}>
          <p>{t('first.text')}</p>
          <ComparisonLine data={data} mayCompare={mayCompare} />
          {mayCompare ? <CompareForm data={data} /> : <p>{t('first.ask')}</p>}
        </EmptyState>
      ) : (
        <ComparisonLine data={data} mayCompare={mayCompare} />
      )}
      {query.cluster !== undefined && (
        <p className="flex flex-wrap items-center gap-3 text-ink-2">
          {t(data.page.length > 0 ? 'one.of' : 'one.gone', { number: query.cluster })}
          <ButtonLink href={here} size="sm">
            {t('one.all', { count: data.clusters })}
          </ButtonLink>
        </p>
      )}
      {data.threshold !== null && data.clusters === 0 && query.cluster === undefined && (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text', { alike: data.threshold })}</p>
        </EmptyState>
      )}
      {data.page.length > 0 && <ClusterList clusters={data.page} all={data.clusters} />}
      {(data.next !== null || query.after) && (
        <nav aria-label={t('pages')} className="flex gap-2">
          {query.after && (
            <ButtonLink href={here} size="sm">
              {t('fromStart')}
            </ButtonLink>
          )}
          {data.next !== null && (
            <ButtonLink href={`${here}?after=${data.next}`} size="sm">
              {t('next')}
            </ButtonLink>
          )}
        </nav>
      )}
    </Page>
  )
}
