'use client'

import { Download } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { useFileSize } from '@/components/ui/file-size'
import { Table, Td, Th } from '@/components/ui/table'
import { exportFileUrl } from '@/lib/exports/client'
import type { ExportRow, Download as FileName } from '@/lib/exports/schema'
import { trainFacts } from '@/lib/exports/train-facts'

/** The files of a complete export, to have one by one or all at once. */
export function FileTable({ datasetId, row }: { datasetId: string; row: ExportRow }) {
  const t = useTranslations('exports.files')
  const format = useFormatter()
  const size = useFileSize()
  const { train, test } = trainFacts(row.recipe.format, true, null)
  const names = { train, test: test ?? '' }
  return (
    <div className="grid gap-3">
      <a
        href={exportFileUrl(datasetId, row.id, 'all.zip')}
        download
        className={buttonClass('default', 'md', 'justify-self-start')}
      >
        <Download aria-hidden="true" />
        {t('zip')}
      </a>
      <Table label={t('table')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th numeric>{t('lines')}</Th>
            <Th numeric>{t('size')}</Th>
            <Th>SHA-256</Th>
          </tr>
        </thead>
        <tbody>
          {row.files.map((file) => (
            <tr key={file.name}>
              <Td className="py-1.5!">
                <FileLink datasetId={datasetId} exportId={row.id} name={file.name} />
              </Td>
              <Td numeric className="whitespace-nowrap py-1.5!">
                {format.number(file.lines)}
              </Td>
              <Td numeric className="whitespace-nowrap py-1.5!">
                {size(file.bytes)}
              </Td>
              <Td className="py-1.5!">
                <code
                  title={file.sha256}
                  className="block max-w-40 truncate font-mono text-2xs sm:max-w-full sm:break-all"
                >
                  {file.sha256}
                </code>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="max-w-[66ch] text-ink-2 text-xs">{t('linesHint', names)}</p>
      <p className="max-w-[66ch] text-ink-2 text-xs">{t('manifest')}</p>
    </div>
  )
}

function FileLink({ datasetId, exportId, name }: { datasetId: string; exportId: string; name: FileName }) {
  return (
    <a
      href={exportFileUrl(datasetId, exportId, name)}
      download
      className="whitespace-nowrap font-mono text-xs underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {name}
    </a>
  )
}
