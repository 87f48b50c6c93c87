'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { BarRow } from '@/components/ui/bar-row'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import type { SharedGroup } from '@/lib/sharing/schema'
import type { useGuest } from './use-guest'

type Guest = ReturnType<typeof useGuest>

/** What the tags hold of what the link shows; a press on a bar shows what holds that tag. */
export function GuestChart({
  calls,
  read,
  groups,
  tag,
  onTag,
}: {
  calls: Guest['calls']
  read: Guest['read']
  groups: SharedGroup[]
  tag: string | null
  onTag: (tag: string | null) => void
}) {
  const t = useTranslations('distribution')
  const guest = useTranslations('sharing.guest')
  const format = useFormatter()
  const [by, setBy] = useState<'examples' | 'messages'>('examples')
  const { data } = useQuery({
    queryKey: ['shared', 'chart', by],
    queryFn: ({ signal }) => read(calls.chart(by, signal)),
    retry: false,
    placeholderData: (before) => before,
  })
  const percentOf = (count: number) => (data && data.total > 0 ? count / data.total : 0)
  return (
    <section className="px-4 py-3.5" aria-label={t('title')}>
      <h2 className="mb-2.5 font-semibold text-xs">{t('title')}</h2>
      <Segmented
        label={t('by')}
        value={by}
        onChange={setBy}
        className="mb-3"
        options={[
          { value: 'examples', label: t('byExamples') },
          { value: 'messages', label: t('byMessages') },
        ]}
      />
      {data ? (
        <p className="mb-2 text-2xs text-ink-3">
          {t(by === 'examples' ? 'totalExamples' : 'totalMessages', { count: data.total })}
        </p>
      ) : (
        <Skeleton className="h-40" />
      )}
      {data &&
        groups.map((group) => {
          const counted = data.groups.find(({ groupId }) => groupId === group.id)
          return (
            counted && (
              <div key={group.id} className="mb-3">
                <h3 className="mb-1 text-2xs text-ink-3">{group.name}</h3>
                {group.tags.map((one) => {
                  const count = counted.tags.find(({ tagId }) => tagId === one.id)?.count ?? 0
                  return (
                    <BarRow
                      key={one.id}
                      name={one.name}
                      color={one.color}
                      share={percentOf(count)}
                      min={null}
                      max={null}
                      pressed={tag === one.id}
                      title={(percent) => guest('bar', { name: one.name, percent, count })}
                      hint={format.number(count)}
                      onClick={() => onTag(tag === one.id ? null : one.id)}
                    />
                  )
                })}
                <p className="flex justify-between text-ink-3 text-xs">
                  <span>{t('untagged')}</span>
                  <span>
                    {format.number(percentOf(counted.untagged), {
                      style: 'percent',
                      maximumFractionDigits: 0,
                    })}
                  </span>
                </p>
              </div>
            )
          )
        })}
    </section>
  )
}
