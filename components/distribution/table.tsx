'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Swatch } from '@/components/ui/swatch'
import type { Distribution } from '@/lib/distribution/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { shareOf } from './share'

/** The numbers behind the bars. */
export function DistributionTable({
  distribution,
  groups,
}: {
  distribution: Distribution
  groups: TagGroup[]
}) {
  const t = useTranslations('distribution')
  const format = useFormatter()
  const percent = (count: number) =>
    format.number(shareOf(count, distribution.total), { style: 'percent', maximumFractionDigits: 1 })
  return groups.map((group) => {
    const counted = distribution.groups.find((g) => g.groupId === group.id)
    return (
      <table key={group.id} className="mb-3 w-full text-xs">
        <caption className="pb-1 text-left text-2xs text-ink-3">{group.name}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('tag')}</th>
            <th scope="col">{t('count')}</th>
            <th scope="col">{t('share')}</th>
          </tr>
        </thead>
        <tbody>
          {group.tags.map((tag) => {
            const count = counted?.tags.find((c) => c.tagId === tag.id)?.count ?? 0
            return (
              <tr key={tag.id} className="border-line border-t">
                <th scope="row" className="py-1 text-left font-normal">
                  <span className="inline-flex items-center gap-1.5">
                    <Swatch color={tag.color} />
                    {tag.name}
                  </span>
                </th>
                <td className="text-right">{format.number(count)}</td>
                <td className="w-14 text-right">{percent(count)}</td>
              </tr>
            )
          })}
          <tr className="border-line border-t text-ink-3">
            <th scope="row" className="py-1 text-left font-normal">
              {t('untagged')}
            </th>
            <td className="text-right">{format.number(counted?.untagged ?? 0)}</td>
            <td className="text-right">{percent(counted?.untagged ?? 0)}</td>
          </tr>
        </tbody>
      </table>
    )
  })
}
