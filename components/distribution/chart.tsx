'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { BarRow } from '@/components/ui/bar-row'
import { Segmented } from '@/components/ui/segmented'
import { gapOf, gapSentence } from '@/lib/distribution/gap'
import type { Distribution, DistributionBy } from '@/lib/distribution/schema'
import { printValue } from '@/lib/query/print'
import { queryNameOf } from '@/lib/tags/query-name'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { shareOf } from './share'
import { DistributionTable } from './table'
import { useDistribution } from './use-distribution'

/**
 * The class distribution, live: own changes at once, others' by the event stream. A click filters;
 * the table behind it says the same in numbers.
 */
export function DistributionChart({
  datasetId,
  groups,
  q,
  onFilter,
}: {
  datasetId: string
  groups: TagGroup[]
  q: string
  /** Filters by a term: `alone` where the bar counts all, beside the filter that is there where it counts that. */
  onFilter: (term: string, alone: boolean) => void
}) {
  const t = useTranslations('distribution')
  const [by, setBy] = useState<DistributionBy>('examples')
  const [scope, setScope] = useState<'all' | 'filter'>('all')
  const [asTable, setAsTable] = useState(false)
  const counted = scope === 'filter' ? q : ''
  const distribution = useDistribution(datasetId, { by, q: counted })
  // a filter finds examples, whatever the bars count
  const found = useDistribution(datasetId, { by: 'examples', q: counted })
  if (!distribution || !found)
    return <section className="h-64 px-4 py-3.5" aria-busy="true" aria-label={t('title')} />
  return (
    <section className="border-line border-b px-4 py-3.5" aria-label={t('title')}>
      <div className="mb-2.5 flex items-center justify-between gap-2">
        <h3 className="text-xs font-semibold">{t('title')}</h3>
        <button
          type="button"
          className="text-2xs text-ink-3 hover:underline"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? 'asChart' : 'asTable')}
        </button>
      </div>
      <div className="mb-3 flex flex-wrap gap-1.5">
        <Segmented
          label={t('by')}
          value={by}
          onChange={setBy}
          options={[
            { value: 'examples', label: t('byExamples') },
            { value: 'messages', label: t('byMessages') },
          ]}
        />
        {q !== '' && (
          <Segmented
            label={t('scope')}
            value={scope}
            onChange={setScope}
            options={[
              { value: 'all', label: t('scopeAll') },
              { value: 'filter', label: t('scopeFilter') },
            ]}
          />
        )}
      </div>
      <p className="mb-2 text-2xs text-ink-3">
        {t(by === 'examples' ? 'totalExamples' : 'totalMessages', { count: distribution.total })}
      </p>
      {asTable ? (
        <DistributionTable distribution={distribution} groups={groups} />
      ) : (
        <Bars
          distribution={distribution}
          found={found}
          groups={groups}
          onFilter={(term) => onFilter(term, counted === '')}
        />
      )}
      <Gaps datasetId={datasetId} distribution={distribution} groups={groups} />
    </section>
  )
}

function Bars({
  distribution,
  found,
  groups,
  onFilter,
}: {
  distribution: Distribution
  /** The same by examples: what a click finds. */
  found: Distribution
  groups: TagGroup[]
  onFilter: (term: string) => void
}) {
  const t = useTranslations('distribution')
  return groups.map((group) => {
    const counted = distribution.groups.find((g) => g.groupId === group.id)
    if (!counted) return null
    const inGroup = found.groups.find((g) => g.groupId === group.id)
    const countOf = (tag: Tag, from = counted) => from.tags.find((c) => c.tagId === tag.id)?.count ?? 0
    return (
      <div key={group.id} className="mb-3 last:mb-1">
        <h4 className="mb-1 text-2xs text-ink-3">{group.name}</h4>
        {group.tags.map((tag) => (
          <Bar
            key={tag.id}
            name={tag.name}
            color={tag.color}
            count={countOf(tag)}
            examples={countOf(tag, inGroup)}
            total={distribution.total}
            min={tag.targetMin}
            max={tag.targetMax}
            onClick={() => onFilter(`counted:${printValue('counted', queryNameOf(tag, group, groups))}`)}
          />
        ))}
        <Bar
          name={t('untagged')}
          color="grey"
          muted
          count={counted.untagged}
          examples={inGroup?.untagged ?? 0}
          total={distribution.total}
          min={null}
          max={null}
          onClick={() => onFilter(`uncounted:${printValue('uncounted', group.name)}`)}
        />
      </div>
    )
  })
}

function Bar({
  count,
  examples,
  total,
  ...look
}: {
  name: string
  color: string
  count: number
  /** How many the filter finds. */
  examples: number
  total: number
  min: number | null
  max: number | null
  muted?: boolean
  onClick: () => void
}) {
  const t = useTranslations('distribution')
  return (
    <BarRow
      {...look}
      share={shareOf(count, total)}
      title={(percent) => t('barLabel', { name: look.name, percent, count, examples })}
      hint={t('barHint', { count, examples })}
    />
  )
}

/** What misses its target, with the arithmetic; where no tag has one, the way to set it. */
function Gaps({
  datasetId,
  distribution,
  groups,
}: {
  datasetId: string
  distribution: Distribution
  groups: TagGroup[]
}) {
  const t = useTranslations('distribution')
  const gaps = gapOf(distribution, groups).filter((gap) => gap.state !== 'within')
  const names = new Map(groups.flatMap((g) => g.tags).map((tag) => [tag.id, tag.name]))
  const hasTargets = groups.some((g) =>
    g.tags.some((tag) => tag.targetMin !== null || tag.targetMax !== null),
  )
  if (!hasTargets)
    return (
      <p className="mt-2 text-2xs text-ink-3">
        <Link className="underline underline-offset-2" href={`/datasets/${datasetId}/tags`}>
          {t('setTargets')}
        </Link>
      </p>
    )
  return (
    <ul className="mt-2 grid gap-1.5">
      {gaps.map((gap) => {
        const { key, params } = gapSentence(gap, names.get(gap.tagId) ?? '', distribution.by)
        return (
          <li key={gap.tagId} className="rounded-md bg-sunken px-2.5 py-1.5 text-xs text-ink-2">
            {t(`gap.${key}`, params)}
          </li>
        )
      })}
    </ul>
  )
}
