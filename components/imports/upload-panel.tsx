'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useFileSize } from '@/components/ui/file-size'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { Skeleton } from '@/components/ui/skeleton'
import { previewUpload, startImport } from '@/lib/imports/client'
import type { OnError } from '@/lib/imports/schema'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import { ImportOptions } from './import-options'
import { PreviewLines } from './preview-lines'
import type { UploadState } from './use-upload'

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
  const { data: preview } = useQuery({
    queryKey: ['upload-preview', datasetId, upload.uploadId],
    enabled: upload.uploadId !== '' && upload.sent > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const result = await previewUpload(datasetId, upload.uploadId, {})
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
  })

  async function start() {
    setStarting(true)
    const result = await startImport(datasetId, {
      operationId: newOperationId(),
      uploadId: upload.uploadId,
      format: 'auto',
      onError: options.onError,
      ...(options.sourceKey ? { sourceKey: options.sourceKey } : {}),
    })
    setStarting(false)
    if (result.ok) onStarted(result.value.id)
    else setFailure(result.error)
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
        <div className="grid content-start gap-2">
          <h2 className="font-semibold text-xs">{t('preview.title')}</h2>
          {preview ? <PreviewLines preview={preview} /> : <Skeleton className="h-40" />}
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
            disabled={upload.phase !== 'ready'}
            busy={starting}
            onClick={() => void start()}
          >
            {upload.phase === 'ready' ? t('options.start', { count: upload.lines }) : t('options.startEarly')}
          </Button>
          <p className="-mt-3 text-ink-3 text-xs">{t('options.duplicates')}</p>
        </div>
      </div>
    </section>
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
