'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Swatch } from '@/components/ui/swatch'
import { Table, Td, Th } from '@/components/ui/table'
import type { ExportCheck } from '@/lib/exports/schema'
import type { SideTotals } from '@/lib/splits/schema'

/** How many would go where, and whether they may. */
export function CheckSummary({ id, check }: { id: string; check: ExportCheck }) {
  const t = useTranslations('exports.check')
  return (
    <div id={id} role="status" className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <b className="font-semibold text-2xl tracking-tight">{t('total', { count: check.total })}</b>
        <span className="text-ink-2">
          {t('sides', { train: check.train, validation: check.validation, test: check.test })}
        </span>
      </p>
      <p className="flex flex-wrap gap-1.5">
        {check.total === 0 && <Badge tone="warn">{t('nothing')}</Badge>}
        {check.errorCount > 0 && <Badge tone="bad">{t('errors', { count: check.errorCount })}</Badge>}
        {check.warningCount > 0 && <Badge tone="warn">{t('warnings', { count: check.warningCount })}</Badge>}
        {check.total > 0 && check.errorCount === 0 && <Badge tone="good">{t('fine')}</Badge>}
      </p>
    </div>
  )
}

/** The same for each tag. */
export function SideTable({ check }: { check: ExportCheck }) {
  const t = useTranslations('exports.check')
  return (
    <Table label={t('table')}>
      <thead>
        <tr>
          <Th>{t('tag')}</Th>
          <Th numeric>train</Th>
          {check.validation > 0 && <Th numeric>validation</Th>}
          <Th numeric>test</Th>
          <Th numeric>{t('testShare')}</Th>
        </tr>
      </thead>
      <tbody>
        <CountRow three={check.validation > 0} counts={check} name={<b>{t('examples')}</b>} />
        <CountRow three={check.validation > 0} counts={check.messages.trained} name={t('trained')} />
        <CountRow three={check.validation > 0} counts={check.messages.untrained} name={t('untrained')} />
      </tbody>
      {check.tags.map((group) => (
        <tbody key={group.groupId}>
          <tr>
            <Th scope="colgroup" colSpan={check.validation > 0 ? 5 : 4} className="pt-4!">
              {group.name}
            </Th>
          </tr>
          {group.tags.map((tag) => (
            <CountRow
              key={tag.tagId}
              three={check.validation > 0}
              counts={tag}
              name={
                <span className="inline-flex items-center gap-2">
                  <Swatch color={tag.color} />
                  {tag.name}
                </span>
              }
            />
          ))}
          <CountRow
            three={check.validation > 0}
            counts={group.untagged}
            name={<span className="text-ink-2">{t('untagged')}</span>}
          />
        </tbody>
      ))}
    </Table>
  )
}

function CountRow({
  name,
  counts,
  three,
}: {
  name: React.ReactNode
  counts: SideTotals
  /** Whether there is a validation part. */
  three: boolean
}) {
  const format = useFormatter()
  const total = counts.train + counts.validation + counts.test
  return (
    <tr>
      <Td className="py-1.5!">{name}</Td>
      <Td numeric className="py-1.5!">
        {format.number(counts.train)}
      </Td>
      {three && (
        <Td numeric className="py-1.5!">
          {format.number(counts.validation)}
        </Td>
      )}
      <Td numeric className="py-1.5!">
        {format.number(counts.test)}
      </Td>
      <Td numeric className="py-1.5! text-ink-3">
        {total === 0
          ? '–'
          : format.number(counts.test / total, { style: 'percent', maximumFractionDigits: 0 })}
      </Td>
    </tr>
  )
}
