'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useFileSize } from '@/components/ui/file-size'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { Skeleton } from '@/components/ui/skeleton'
import { refusedFormats } from '@/lib/formats/schema'
import { previewUpload, startImport } from '@/lib/imports/client'
import type { OnError, Preview } from '@/lib/imports/schema'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { type Choice, meantBy, noChoice } from './choice'
import { ColumnMapping } from './column-mapping'
import { FormatLine } from './format-line'
import { ImportOptions } from './import-options'
import { PreviewLines } from './preview-lines'
import { ReadingOptions } from './reading-options'
import { SpeakerRoles } from './speaker-roles'
import type { UploadState } from './use-upload'

class Unread extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason)
  }
}

type Uploading = Exclude<UploadState, { phase: 'idle' }>

/** A chosen file: how far its upload is, how it begins, and what to do with it. */
export function UploadPanel({
  datasetId,
  upload,
  onAgain,
  onDiscard,
  onStarted,
}: {
  datasetId: string
  upload: Uploading
  onAgain: () => void
  onDiscard: () => void
  onStarted: (importId: string) => void
}) {
  const t = useTranslations('imports')
  const failureText = useFailureText()
  const fileSize = useFileSize()
  const [options, setOptions] = useState<{ onError: OnError; sourceKey: string }>({
    onError: 'skip-line',
    sourceKey: '',
  })
  const [starting, setStarting] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [choice, setChoice] = useState<Choice>(noChoice)
  const {
    data: preview,
    error: unread,
    refetch,
    isFetching,
  } = useQuery({
    queryKey: ['upload-preview', datasetId, upload.uploadId, choice],
    enabled: upload.uploadId !== '' && upload.sent > 0,
    staleTime: Number.POSITIVE_INFINITY,
    // another choice redraws in place
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async () => {
      const result = await previewUpload(datasetId, upload.uploadId, choice)
      if (!result.ok) throw new Unread(result.error)
      return result.value
    },
  })

  async function start() {
    if (!preview) return
    setStarting(true)
    const { format, options: reading } = meantBy(choice, preview)
    const result = await startImport(datasetId, {
      operationId: newOperationId(),
      uploadId: upload.uploadId,
      format,
      options: reading,
      onError: options.onError,
      ...(options.sourceKey ? { sourceKey: options.sourceKey } : {}),
    })
    setStarting(false)
    if (result.ok) onStarted(result.value.id)
    else setFailure(result.error)
  }

  // of JSON lines the browser has counted all; of others the studio knows when it has seen the whole file
  function startWords(lines: number): string {
    const isPacked = preview?.plan.gzip || /\.parquet$/i.test(upload.file.name)
    const isCounted = preview?.plan.container === 'jsonl' && !isPacked
    const count = isCounted ? lines : (preview?.records ?? null)
    if (count !== null) return t('options.start', { count })
    const estimate = preview?.estimate ?? null
    return estimate === null ? t('options.startAll') : t('options.startAbout', { count: estimate })
  }

  return (
    <section
      aria-label={t('upload.heading')}
      className="grid gap-5 rounded-xl border border-line bg-panel p-4 sm:p-5"
    >
      <div className="grid gap-2">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <b className="text-base">{upload.file.name}</b>
          <span className="text-ink-3">{fileSize(upload.file.size)}</span>
          <Button size="sm" className="ml-auto" onClick={onDiscard}>
            {t('upload.discard')}
          </Button>
        </div>
        <UploadLine upload={upload} />
        {upload.phase === 'failed' && (
          <Note tone="bad" role="alert" title={t('upload.failed')}>
            {failureText(upload.failure)}{' '}
            <Button size="sm" onClick={onAgain}>
              {t('upload.again')}
            </Button>
          </Note>
        )}
      </div>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <div aria-busy={isFetching} className="grid min-w-0 content-start gap-5">
          {unread instanceof Unread ? (
            <Note tone="bad" role="alert" title={t('preview.failed')}>
              {failureText(unread.failure)}{' '}
              <Button size="sm" onClick={() => void refetch()}>
                {t('upload.again')}
              </Button>
            </Note>
          ) : preview ? (
            <Reading preview={preview} choice={meantBy(choice, preview)} onChange={setChoice} />
          ) : (
            <Skeleton className="h-40" />
          )}
        </div>
        <div className="grid content-start gap-5">
          <ImportOptions options={options} fields={preview?.sourceKeys ?? []} onChange={setOptions} />
          {failure && (
            <Note tone="bad" role="alert">
              {failureText(failure)}
            </Note>
          )}
          <Button
            variant="primary"
            size="md"
            disabled={upload.phase !== 'ready' || !preview || hasNothing(preview)}
            busy={starting}
            onClick={() => void start()}
          >
            {upload.phase === 'ready' ? startWords(upload.lines) : t('options.startEarly')}
          </Button>
          <p className="-mt-3 text-ink-3 text-xs">{t('options.duplicates')}</p>
        </div>
      </div>
    </section>
  )
}

const hasNothing = ({ records, plan }: Preview) => records === 0 || refusedFormats.has(plan.format)

// fields of JSON records can be mapped too, where no known format tells what they hold
const mapsColumns = ({ plan, columns }: Preview) =>
  columns.length > 0 &&
  (plan.container === 'table' || plan.format === 'table-pair' || plan.format === 'table-grouped')

function Reading({
  preview,
  choice,
  onChange,
}: {
  preview: Preview
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const t = useTranslations('imports')
  return (
    <>
      <FormatLine preview={preview} choice={choice} onChange={onChange} />
      <ReadingOptions plan={preview.plan} choice={choice} onChange={onChange} />
      {mapsColumns(preview) && <ColumnMapping preview={preview} choice={choice} onChange={onChange} />}
      {preview.speakers.length > 0 && <SpeakerRoles preview={preview} choice={choice} onChange={onChange} />}
      <section aria-label={t('preview.title')} className="grid gap-2">
        <h2 className="font-semibold text-xs">{t('preview.title')}</h2>
        <PreviewLines preview={preview} />
      </section>
    </>
  )
}

function UploadLine({ upload }: { upload: Uploading }) {
  const t = useTranslations('imports.upload')
  const fileSize = useFileSize()
  const format = useFormatter()
  const words = {
    sending: t('sending', { sent: fileSize(upload.sent), size: fileSize(upload.file.size) }),
    waiting: t('waiting'),
    checking: t('checking'),
    ready: t('arrived'),
    failed: '',
  }
  return (
    <Progress label={t('bar')} value={upload.sent} max={upload.file.size}>
      <span aria-live="polite" className="text-ink-2 text-xs">
        {words[upload.phase]}
      </span>
      <span className="w-9 text-right text-ink-3 text-xs">
        {format.number(upload.sent / upload.file.size, { style: 'percent', maximumFractionDigits: 0 })}
      </span>
    </Progress>
  )
}
