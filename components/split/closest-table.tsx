'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Table, Td, Th } from '@/components/ui/table'
import type { ClosePair } from '@/lib/splits/schema'

/** The leakage report: the most alike pairs that stand on different sides. */
export function ClosestTable({ datasetId, pairs }: { datasetId: string; pairs: ClosePair[] }) {
  const t = useTranslations('split')
  const format = useFormatter()
  if (pairs.length === 0) return null
  const at = (number: number, side: string) => (
    <>
      <Link href={`/datasets/${datasetId}?example=${number}`} className="text-accent hover:underline">
        #{number}
      </Link>{' '}
      <span className="text-ink-3 text-xs">{side}</span>
    </>
  )
  return (
    <Table label={t('closest.title')} className="tabular-nums">
      <thead>
        <tr>
          <Th>{t('closest.one')}</Th>
          <Th>{t('closest.other')}</Th>
          <Th numeric>{t('closest.alike')}</Th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ a, b, sideA, sideB, alike }) => (
          <tr key={`${a} ${b}`}>
            <Td>{at(a, t(`side.${sideA}`))}</Td>
            <Td>{at(b, t(`side.${sideB}`))}</Td>
            <Td numeric>{format.number(alike, { style: 'percent', maximumFractionDigits: 1 })}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
