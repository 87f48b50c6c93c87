'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Swatch } from '@/components/ui/swatch'
import { Table, Td, Th } from '@/components/ui/table'
import type { SideTotals, SplitReport } from '@/lib/splits/schema'
import { sides } from '@/lib/splits/words'
import type { TagGroup } from '@/lib/tags/schema'

/** Counts and shares by side: of all, and of each stratum with how far off it is. */
export function SideTable({ report, groups }: { report: SplitReport; groups: TagGroup[] }) {
  const t = useTranslations('split')
  const { counts, strata, settings } = report
  const shown = sides.filter(
    (side) => side !== 'validation' || settings.validationShare > 0 || counts.validation > 0,
  )
  const tagOf = new Map(groups.flatMap((group) => group.tags.map((tag) => [tag.id, tag])))
  const nameOf = new Map(groups.map((group) => [group.id, group.name]))
  const total = sides.reduce((sum, side) => sum + counts[side], 0)
  const rows = [...strata].sort((a, b) =>
    a.groupId === b.groupId ? b.total - a.total : a.groupId < b.groupId ? -1 : 1,
  )
  return (
    <Table label={t('table')} className="tabular-nums">
      <thead>
        <tr>
          <Th>{t('stratum')}</Th>
          {shown.map((side) => (
            <Th key={side} numeric>
              {t(`side.${side}`)}
            </Th>
          ))}
          <Th numeric>{t('total')}</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td className="font-[550]">{t('all')}</Td>
          <Shares shown={shown} of={counts} total={total} />
        </tr>
        {rows.map((row) => {
          const tag = row.tagId ? tagOf.get(row.tagId) : null
          return (
            <tr key={`${row.groupId} ${row.tagId}`}>
              <Td>
                <span className="inline-flex items-center gap-1.5">
                  {tag && <Swatch color={tag.color} size={8} />}
                  {tag?.name ?? t('untagged', { group: nameOf.get(row.groupId) ?? '' })}
                </span>
              </Td>
              <Shares shown={shown} of={row} total={row.total} />
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function Shares({
  shown,
  of,
  total,
}: {
  shown: readonly (keyof SideTotals)[]
  of: SideTotals
  total: number
}) {
  const format = useFormatter()
  return (
    <>
      {shown.map((side) => (
        <Td key={side} numeric>
          {format.number(of[side])}{' '}
          <span className="text-ink-3 text-xs">
            {total > 0 && format.number(of[side] / total, { style: 'percent', maximumFractionDigits: 1 })}
          </span>
        </Td>
      ))}
      <Td numeric>{format.number(total)}</Td>
    </>
  )
}
