'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, Td, Th } from '@/components/ui/table'
import { useToast } from '@/components/ui/toast'
import { listRejections } from '@/lib/imports/client'
import { type ImportRow, maxKeptRejections, type RejectedLine } from '@/lib/imports/schema'
import { useRejectionText } from './rejection-text'

/** The lines of an import that could not be stored, with reason and remedy. */
export function RejectedLines({ datasetId, row }: { datasetId: string; row: ImportRow }) {
  const t = useTranslations('imports.rejected')
  const textOf = useRejectionText()
  const toast = useToast()
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['rejections', datasetId, row.id],
    initialPageParam: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ pageParam }) => {
      const result = await listRejections(datasetId, row.id, pageParam)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
    getNextPageParam: (page) => page.next,
  })
  const lines = data?.pages.flatMap((page) => page.rejections) ?? []

  async function copy() {
    const head = [t('record'), t('line'), t('reason'), t('fix'), t('excerpt')].join('\t')
    const cells = (line: RejectedLine) => {
      const { title, fix } = textOf(line)
      return [line.record, line.line, title, fix, line.excerpt].join('\t')
    }
    const text = [head, ...lines.map(cells)].join('\n')
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    toast(copied ? { text: t('copied') } : { text: t('notCopied'), tone: 'bad' })
  }

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="font-semibold text-xs">{t('title', { count: row.rejected })}</h3>
        <Button size="sm" className="ml-auto" disabled={lines.length === 0} onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
      {!data && <Skeleton className="h-24" />}
      {lines.length > 0 && (
        <Table label={t('title', { count: row.rejected })}>
          <thead>
            <tr>
              <Th numeric>{t('record')}</Th>
              <Th numeric>{t('line')}</Th>
              <Th>{t('reason')}</Th>
              <Th>{t('fix')}</Th>
              <Th>{t('excerpt')}</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.record} line={line} />
            ))}
          </tbody>
        </Table>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {hasNextPage && (
          <Button size="sm" busy={isFetching} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        {row.rejected > maxKeptRejections && (
          <span className="text-ink-3 text-xs">{t('unkept', { kept: maxKeptRejections })}</span>
        )}
      </div>
    </div>
  )
}

function Row({ line }: { line: RejectedLine }) {
  const { title, fix } = useRejectionText()(line)
  return (
    <tr className="align-top">
      <Td numeric className="whitespace-nowrap align-top text-ink-3">
        {line.record}
      </Td>
      <Td numeric className="whitespace-nowrap align-top">
        {line.line}
      </Td>
      <Td className="min-w-44 align-top">{title}</Td>
      <Td className="min-w-44 align-top text-ink-2">{fix}</Td>
      <Td className="max-w-64 align-top">
        <code className="block truncate font-mono text-ink-3 text-xs" title={line.excerpt}>
          {line.excerpt}
        </code>
      </Td>
    </tr>
  )
}
