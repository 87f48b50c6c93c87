'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { useFileSize } from '@/components/ui/file-size'
import { Note } from '@/components/ui/note'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ImportRow, ImportState } from '@/lib/imports/schema'
import { RejectedLines } from './rejected-lines'
import { RunningImport } from './running-import'

const tones: Record<ImportState, Tone> = {
  running: 'accent',
  done: 'good',
  aborted: 'warn',
  cancelled: 'neutral',
  failed: 'bad',
}

/** One import: how far it is, or what became of it. */
export function ImportItem({
  datasetId,
  row,
  latest,
  mayCancel,
  waits,
  onChanged,
}: {
  datasetId: string
  row: ImportRow
  latest: boolean
  mayCancel: boolean
  waits: boolean
  onChanged: () => void
}) {
  const t = useTranslations('imports')
  const fileSize = useFileSize()
  const [open, setOpen] = useState(latest)
  const running = row.state === 'running'
  const headline =
    row.state === 'done'
      ? t('headline.done', { stored: row.stored, name: row.fileName })
      : t('headline.other', { name: row.fileName })
  const head = (
    <>
      <Badge tone={tones[row.state]}>{t(`states.${row.state}`)}</Badge>
      <span className="min-w-0 truncate font-[550]">{headline}</span>
      <span className="text-ink-3 text-xs sm:ml-auto">
        {fileSize(row.size)} · {row.byName || t('result.commandLine')} · <RelativeTime at={row.startedAt} />
      </span>
    </>
  )
  const headClass = 'flex flex-wrap items-center gap-x-3 gap-y-1 py-3'
  return (
    <li className="border-line border-t first:border-t-0">
      {running ? (
        <>
          <div className={headClass}>{head}</div>
          <RunningImport {...{ datasetId, row, mayCancel, waits, onChanged }} />
        </>
      ) : (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
          <summary className={`${headClass} list-none`}>
            <ChevronRight aria-hidden="true" className="size-3.5 text-ink-3 group-open:rotate-90" />
            {head}
          </summary>
          {open && <Result datasetId={datasetId} row={row} />}
        </details>
      )}
      <span role="status" className="sr-only">
        {latest && row.state !== 'running' ? t(`ended.${row.state}`) : ''}
      </span>
    </li>
  )
}

function Result({ datasetId, row }: { datasetId: string; row: ImportRow }) {
  const t = useTranslations('imports')
  const errors = useTranslations('errors')
  const { lines, stored, skipped, rejected, rolledBack } = row
  const counts = [
    ['lines', lines],
    ['stored', stored],
    ['skipped', skipped],
    ['rejected', rejected],
    ['rolledBack', rolledBack],
  ] as const
  return (
    <div className="grid gap-4 pb-5 sm:pl-6.5">
      {row.state !== 'done' && (
        <Note tone={row.state === 'failed' ? 'bad' : row.state === 'aborted' ? 'warn' : 'neutral'}>
          {row.message && errors.has(row.message) ? errors(row.message) : t(`ended.${row.state}`)}
        </Note>
      )}
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {counts
          .filter(([name, count]) => count > 0 || name === 'lines' || name === 'stored')
          .map(([name, count]) => (
            <div key={name} className="flex flex-col-reverse">
              <dt className="text-ink-3 text-xs">{t(`result.${name}`)}</dt>
              <dd className="font-semibold text-lg">{t('result.count', { count })}</dd>
            </div>
          ))}
      </dl>
      {row.sourceKey && (
        <p className="text-ink-2 text-xs">{t('result.sourceKey', { field: row.sourceKey })}</p>
      )}
      {stored > 0 && (
        <div className="grid justify-items-start gap-2">
          <p className="text-ink-3 text-xs">{t('result.estimates')}</p>
          <ButtonLink size="sm" href={`/datasets/${datasetId}`}>
            {t('result.open')}
          </ButtonLink>
        </div>
      )}
      {rejected > 0 && <RejectedLines datasetId={datasetId} row={row} />}
    </div>
  )
}
