'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Badge, type Tone } from '@/components/ui/badge'
import { useFileSize } from '@/components/ui/file-size'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table, Td, Th } from '@/components/ui/table'
import type { BackupRow } from '@/lib/backup/schema'

const tones: Record<BackupRow['state'], Tone> = { running: 'accent', done: 'good', failed: 'bad' }

export function BackupTable({ backups }: { backups: BackupRow[] }) {
  const t = useTranslations('backups')
  const sentences = useTranslations('errors')
  const fileSize = useFileSize()
  const format = useFormatter()
  const seconds = ({ startedAt, finishedAt }: BackupRow) =>
    finishedAt ? Math.max(1, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)) : null
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <Th>{t('columns.state')}</Th>
          <Th>{t('columns.at')}</Th>
          <Th>{t('columns.by')}</Th>
          <Th>{t('columns.file')}</Th>
          <Th numeric>{t('columns.size')}</Th>
          <Th numeric className="max-sm:hidden">
            {t('columns.took')}
          </Th>
        </tr>
      </thead>
      <tbody>
        {backups.map((row) => {
          const took = seconds(row)
          return (
            <tr key={row.id}>
              <Td>
                <Badge tone={tones[row.state]}>{t(`states.${row.state}`)}</Badge>
              </Td>
              <Td className="whitespace-nowrap">
                <RelativeTime at={row.startedAt} />
              </Td>
              <Td className="wrap-normal">
                {row.kind === 'scheduled' ? t('bySchedule') : row.byName || t('byCommand')}
              </Td>
              <Td>
                {row.state === 'failed' ? (
                  <span className="text-bad">
                    {sentences(
                      row.message && sentences.has(row.message) ? row.message : 'internal',
                      row.params,
                    )}
                  </span>
                ) : (
                  <span className="break-all font-mono text-xs">{row.file}</span>
                )}
              </Td>
              <Td numeric className="whitespace-nowrap tabular-nums">
                {row.bytes === null ? '' : fileSize(row.bytes)}
              </Td>
              <Td numeric className="whitespace-nowrap tabular-nums max-sm:hidden">
                {took === null
                  ? ''
                  : format.number(took, { style: 'unit', unit: 'second', unitDisplay: 'short' })}
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
