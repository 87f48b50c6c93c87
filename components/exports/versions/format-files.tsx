'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { useFileSize } from '@/components/ui/file-size'
import { Note } from '@/components/ui/note'
import { Table, Td, Th } from '@/components/ui/table'
import { countErrors } from '@/lib/exports/count-errors'
import { trainFacts } from '@/lib/exports/train-facts'
import { choiceKeys, type ExportFormat, formats } from '@/lib/exports/words'
import { fetchManifest, fetchVersionLines, versionFileUrl } from '@/lib/versions/client'
import { readFormatKey } from '@/lib/versions/format-key'
import type { VersionFormatRow } from '@/lib/versions/schema'
import { ProviderError } from '../provider-error'
import { TrainSnippet } from '../train-snippet'

/** The label of a format, and what is done in it about weights; one that this build doesn't know by its name. */
function useLabel(key: string): string {
  const t = useTranslations('exports.format')
  const { format: name, weights } = readFormatKey(key)
  const label = formats.find((format) => format.name === (name as ExportFormat))?.label ?? name
  const choice = weights && choiceKeys[weights]
  return choice ? `${label} · ${t(`choices.${choice}.label`)}` : label
}

/** The kept files of one format, to have one by one or all at once; or why there are none. */
export function FormatFiles({
  datasetId,
  versionId,
  format,
  isSeen,
}: {
  datasetId: string
  versionId: string
  format: VersionFormatRow
  /** Whether it was unfolded: nothing is fetched for what nobody looks at. */
  isSeen: boolean
}) {
  const t = useTranslations('versions')
  const errors = useTranslations('errors')
  const number = useFormatter()
  const size = useFileSize()
  const label = useLabel(format.format)
  if (format.state === 'running') return null
  if (format.state !== 'done')
    return (
      <Note tone={format.state === 'cancelled' ? 'neutral' : 'bad'} title={label}>
        {format.state === 'blocked' && t('blocked', { count: countErrors(format) })}
        {format.state === 'cancelled' && t('cancelled')}
        {format.state === 'failed' &&
          (format.message && errors.has(format.message) ? errors(format.message) : errors('internal'))}
      </Note>
    )
  const isWhole = format.files.every(({ purgedAt }) => purgedAt === null)
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 className="font-[550] text-xs">{label}</h3>
        {isWhole && (
          <a
            href={versionFileUrl(datasetId, versionId, format.format, 'all.zip')}
            download
            className={buttonClass('default', 'sm')}
          >
            <Download aria-hidden="true" />
            {t('zip')}
          </a>
        )}
      </div>
      <Table label={t('files', { format: label })}>
        <thead>
          <tr>
            <Th>{t('columns.file')}</Th>
            <Th numeric>{t('columns.lines')}</Th>
            <Th numeric>{t('columns.size')}</Th>
            <Th>SHA-256</Th>
          </tr>
        </thead>
        <tbody>
          {format.files.map(({ name, lines, bytes, sha256, purgedAt }) => (
            <tr key={name}>
              <Td className="whitespace-nowrap py-1.5! font-mono text-xs">
                {purgedAt ? (
                  <span className="text-ink-3 line-through">{name}</span>
                ) : (
                  <a
                    href={versionFileUrl(datasetId, versionId, format.format, name)}
                    download
                    className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
                  >
                    {name}
                  </a>
                )}
              </Td>
              <Td numeric className="whitespace-nowrap py-1.5!">
                {number.number(lines)}
              </Td>
              <Td numeric className="whitespace-nowrap py-1.5!">
                {size(bytes)}
              </Td>
              <Td className="py-1.5!">
                <code
                  title={sha256}
                  className="block max-w-40 truncate font-mono text-2xs sm:max-w-full sm:break-all"
                >
                  {sha256}
                </code>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {!isWhole && <Note>{t('purged')}</Note>}
      <ProviderError
        datasetId={datasetId}
        files={format.files}
        fetchLines={(file, lines) =>
          fetchVersionLines(datasetId, { versionId, format: format.format }, file, lines)
        }
      />
      {isSeen && <Snippet datasetId={datasetId} versionId={versionId} format={format} />}
    </div>
  )
}

/** How to train on the kept files; the manifest says what was done about weights. */
function Snippet({
  datasetId,
  versionId,
  format: { format: key, files },
}: {
  datasetId: string
  versionId: string
  format: VersionFormatRow
}) {
  const { data } = useQuery({
    queryKey: ['version-manifest', datasetId, versionId, key],
    queryFn: ({ signal }) => fetchManifest(datasetId, { versionId, format: key }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const known = formats.find(({ name }) => name === (readFormatKey(key).format as ExportFormat))
  if (!known || !data?.ok) return null
  const hasTest = files.some(({ name }) => name === `test.${known.extension}`)
  return (
    <TrainSnippet format={known.name} facts={trainFacts(known.name, hasTest, data.value.weights ?? null)} />
  )
}
