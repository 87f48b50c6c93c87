'use client'

import { useQuery } from '@tanstack/react-query'
import { Link2, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { StatusDot } from '@/components/ui/status-dot'
import { Table, Td, Th } from '@/components/ui/table'
import { newOperationId } from '@/lib/result/call'
import { linkExample, listLinked } from '@/lib/weak-spots/client'
import type { LinkedExample, WeakSpotRow } from '@/lib/weak-spots/schema'
import { linkedExample } from '@/lib/weak-spots/undoable'
import { LinkDialog } from './link-dialog'
import { useSpots } from './spots-context'
import { countOf } from './sums'

const sides = ['train', 'validation', 'test', null] as const
const listedAtFirst = 10

/** The examples that address a weak spot: how many by status and side, which, and the way to link another. */
export function Against({ spot }: { spot: WeakSpotRow }) {
  const t = useTranslations('weakSpots')
  const { mayWrite } = useSpots()
  const [linking, setLinking] = useState(false)
  return (
    <section className="grid grid-cols-1 gap-3" aria-label={t('examplesOf', { title: spot.title })}>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 flex-1 font-semibold text-xs">{t('examples')}</h3>
        {mayWrite && (
          <Button size="sm" onClick={() => setLinking(true)}>
            <Link2 aria-hidden="true" />
            {t('link')}
          </Button>
        )}
      </div>
      {spot.examples.length === 0 ? (
        <p className="text-ink-3">{t('noExamples')}</p>
      ) : (
        <>
          <Counts spot={spot} />
          <Linked spot={spot} />
        </>
      )}
      {linking && <LinkDialog spot={spot} onClose={() => setLinking(false)} />}
    </section>
  )
}

function Counts({ spot }: { spot: WeakSpotRow }) {
  const t = useTranslations('weakSpots')
  const editor = useTranslations('editor')
  const { datasetId } = useSpots()
  const statuses = [...new Set(spot.examples.map(({ status }) => status))]
  const shown = sides.filter((side) => spot.examples.some(({ split }) => split === side))
  return (
    <div className="grid max-w-120 gap-2">
      <Table label={t('countsOf', { title: spot.title })}>
        <thead>
          <tr>
            <Th>{t('status')}</Th>
            {shown.map((side) => (
              <Th key={side} numeric>
                {t(`side.${side ?? 'none'}`)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statuses.map((status) => (
            <tr key={status}>
              <Td>
                <span className="inline-flex items-center gap-2">
                  <StatusDot status={status} />
                  {editor(`status.${status}`)}
                </span>
              </Td>
              {shown.map((side) => (
                <Td key={side} numeric>
                  {countOf(spot, status, side)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {spot.pairs > 0 && (
        <p className="text-ink-2 text-xs">
          {t('pairs', { all: spot.pairs, approved: spot.approvedPairs })}{' '}
          <Link
            className="underline underline-offset-2"
            href={`/datasets/${datasetId}?q=${encodeURIComponent('kind:preference copy:any')}`}
          >
            {t('showPairs')}
          </Link>
        </p>
      )}
    </div>
  )
}

function Linked({ spot }: { spot: WeakSpotRow }) {
  const t = useTranslations('weakSpots')
  const editor = useTranslations('editor')
  const { datasetId, mayWrite, act } = useSpots()
  const [all, setAll] = useState(false)
  const { data } = useQuery({
    queryKey: ['weak-spots', datasetId, spot.id, 'linked'],
    queryFn: async ({ signal }) => {
      const answer = await listLinked(datasetId, spot.id, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value.examples
    },
  })
  if (!data) return null
  const unlink = ({ number }: LinkedExample) =>
    act(() => linkExample(datasetId, spot.id, { operationId: newOperationId(), number, linked: false }), {
      step: () => ({
        ...linkedExample(datasetId, spot.id, number, false),
        label: t('undo.unlinked', { number }),
      }),
      done: () => t('unlinked', { number }),
    })
  return (
    <>
      <ul aria-label={t('linkedList')} className="grid max-w-[80ch] grid-cols-1">
        {data.slice(0, all ? data.length : listedAtFirst).map((example) => (
          <li
            key={example.number}
            className="flex min-h-9 items-center gap-2.5 border-line border-t py-1 first:border-t-0"
          >
            <StatusDot status={example.status} />
            <Link
              className="flex min-w-0 flex-1 items-baseline gap-2 hover:underline"
              href={`/datasets/${datasetId}?example=${example.number}`}
            >
              <span className="shrink-0 font-[550] text-accent tabular-nums">#{example.number}</span>
              <span className="truncate">{example.preview}</span>
            </Link>
            <span className="shrink-0 text-ink-3 text-xs max-sm:hidden">
              {[
                editor(`status.${example.status}`),
                t(`side.${example.split ?? 'none'}`),
                ...(example.isBegun ? [t('begunHere')] : []),
              ].join(' · ')}
            </span>
            {mayWrite && !example.isBegun && (
              <IconButton
                size="sm"
                label={t('unlink', { number: example.number })}
                onClick={() => void unlink(example)}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {!all && data.length > listedAtFirst && (
        <Button size="sm" variant="quiet" className="justify-self-start" onClick={() => setAll(true)}>
          {t('allExamples', { count: data.length })}
        </Button>
      )}
    </>
  )
}
