'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { cancelExport, fetchExportLines } from '@/lib/exports/client'
import type { ExportRow, ExportState } from '@/lib/exports/schema'
import { trainFacts } from '@/lib/exports/train-facts'
import { formatOf } from '@/lib/exports/words'
import { newOperationId } from '@/lib/result/call'
import { FileTable } from './file-table'
import { ProblemGroups } from './problem-groups'
import { ProviderError } from './provider-error'
import { useRecipeWords } from './recipe-words'
import { TrainSnippet } from './train-snippet'

const tones: Record<ExportState, Tone> = {
  running: 'accent',
  done: 'good',
  blocked: 'bad',
  cancelled: 'neutral',
  failed: 'bad',
}

/** One export: how far it is, or what became of it. */
export function ExportItem({
  datasetId,
  row,
  open,
  onChanged,
}: {
  datasetId: string
  row: ExportRow
  open: boolean
  onChanged: () => void
}) {
  const t = useTranslations('exports')
  const hasMore = row.state === 'done' || row.state === 'blocked'
  const head = (
    <>
      <Badge tone={tones[row.state]}>{t(`states.${row.state}`)}</Badge>
      <span className="font-[550]">{useHeadline(row)}</span>
      <span className="text-ink-3 text-xs sm:ml-auto">
        {row.byName && `${row.byName} · `}
        <RelativeTime at={row.startedAt} />
      </span>
    </>
  )
  const headClass = 'flex flex-wrap items-center gap-x-3 gap-y-1 py-3'
  return (
    <li className="border-line border-t first:border-t-0">
      {hasMore ? (
        <details open={open} className="group">
          <summary className={`${headClass} list-none`}>
            <ChevronRight aria-hidden="true" className="size-3.5 text-ink-3 group-open:rotate-90" />
            {head}
          </summary>
          <div className="grid gap-4 pb-5 sm:pl-6.5">
            <RecipeLine row={row} />
            {row.state === 'done' && <FileTable datasetId={datasetId} row={row} />}
            {row.state === 'done' && (
              <ProviderError
                datasetId={datasetId}
                files={row.files}
                fetchLines={(file, lines) => fetchExportLines(datasetId, row.id, file, lines)}
              />
            )}
            {row.state === 'done' && <TrainSnippet format={row.recipe.format} facts={factsOf(row)} />}
            {row.state === 'blocked' && (
              <ProblemGroups
                datasetId={datasetId}
                format={row.recipe.format}
                check={{ problems: row.problems, problemCount: row.problemCount, steps: [] }}
              />
            )}
          </div>
        </details>
      ) : (
        <>
          <div className={headClass}>{head}</div>
          {row.state === 'running' && <Running datasetId={datasetId} row={row} onChanged={onChanged} />}
          {row.state === 'failed' && <Failed reason={row.message} />}
        </>
      )}
      <span role="status" className="sr-only">
        {open && row.state !== 'running' ? t(`ended.${row.state}`) : ''}
      </span>
    </li>
  )
}

function factsOf({ recipe, files, weights }: ExportRow) {
  const hasTest = files.some(({ name }) => name === trainFacts(recipe.format, true, null).test)
  return trainFacts(recipe.format, hasTest, weights)
}

function useHeadline(row: ExportRow): string {
  const t = useTranslations('exports.headline')
  const linesOf = (name: string) => row.files.find((file) => file.name === name)?.lines ?? 0
  const { train, test } = trainFacts(row.recipe.format, true, null)
  if (row.state === 'done') return t('done', { train: linesOf(train), test: linesOf(test ?? '') })
  if (row.state === 'blocked') return t('blocked', { count: row.problemCount })
  return t(row.recipe.status)
}

function RecipeLine({ row: { recipe } }: { row: ExportRow }) {
  const words = useRecipeWords(recipe)
  return <p className="text-ink-2 text-xs">{`${formatOf(recipe.format).label} · ${words}`}</p>
}

function Running({
  datasetId,
  row,
  onChanged,
}: {
  datasetId: string
  row: ExportRow
  onChanged: () => void
}) {
  const t = useTranslations('exports.running')
  const failureText = useFailureText()
  const toast = useToast()
  const [cancelling, setCancelling] = useState(false)
  async function cancel() {
    setCancelling(true)
    const result = await cancelExport(datasetId, row.id, newOperationId())
    if (!result.ok) {
      setCancelling(false)
      toast({ text: failureText(result.error), tone: 'bad' })
    }
    onChanged()
  }
  const started = row.total > 0
  return (
    <Progress label={t('label')} value={started ? row.written : null} max={row.total} className="pb-3">
      <span aria-live="polite" className="text-ink-2 text-xs">
        {started ? t('written', { written: row.written, total: row.total }) : t('checking')}
      </span>
      <Button size="sm" busy={cancelling} onClick={() => void cancel()}>
        {t('cancel')}
      </Button>
    </Progress>
  )
}

function Failed({ reason }: { reason: string | null }) {
  const t = useTranslations('errors')
  return (
    <Note tone="bad" className="mb-3">
      {reason && t.has(reason) ? t(reason) : t('internal')}
    </Note>
  )
}
