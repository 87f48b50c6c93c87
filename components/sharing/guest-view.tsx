'use client'

import clsx from 'clsx'
import { ArrowLeft, ChartNoAxesColumn } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Gate } from '@/components/ui/gate'
import { Logo } from '@/components/ui/logo'
import type { Shared } from '@/lib/sharing/schema'
import { GuestChart } from './guest-chart'
import { GuestConversation } from './guest-conversation'
import { GuestList } from './guest-list'
import { useGuest } from './use-guest'

/** What a share link shows: the list, the open conversation, the chart. The address holds what is open. */
export function GuestView({
  token,
  shared,
  only,
  languages,
}: {
  token: string
  shared: Shared
  /** The one example of a link to an example. */
  only: number | null
  languages: ReactNode
}) {
  const t = useTranslations('sharing.guest')
  const { calls, read, gone } = useGuest(token)
  const { number, tag, open, setTag } = usePlace(only)
  const [chart, setChart] = useState(false)
  const tags = useMemo(
    () => new Map(shared.groups.flatMap((group) => group.tags).map((one) => [one.id, one])),
    [shared.groups],
  )
  if (gone) return <Gate title={t('goneTitle')} lede={t('goneText')} />
  const isOne = shared.kind === 'example'
  return (
    <div className="grid h-dvh grid-rows-[48px_minmax(0,1fr)]">
      <header className="flex items-center gap-2.5 border-line border-b bg-panel px-3.5">
        <Logo />
        <h1 className="min-w-0 truncate font-semibold">{shared.name || t('untitled')}</h1>
        <Badge>{t('readOnly')}</Badge>
        <span className="flex-1" />
        {!isOne && (
          <Button
            size="sm"
            variant="quiet"
            aria-pressed={chart}
            className="xl:hidden"
            onClick={() => setChart(!chart)}
          >
            <ChartNoAxesColumn aria-hidden="true" />
            <span className="max-sm:sr-only">{t('chart')}</span>
          </Button>
        )}
      </header>
      <div
        className={clsx(
          'grid min-h-0',
          isOne
            ? 'grid-cols-1'
            : 'grid-cols-[320px_minmax(0,1fr)_280px] max-xl:grid-cols-[300px_minmax(0,1fr)] max-sm:grid-cols-1',
        )}
      >
        {!isOne && (
          <aside
            aria-label={t('list')}
            className={clsx(
              'flex min-h-0 flex-col border-line border-r bg-panel',
              (number !== null || chart) && 'max-sm:hidden',
            )}
          >
            <GuestList
              calls={calls}
              read={read}
              count={shared.count}
              most={shared.most}
              tags={tags}
              tag={tag}
              current={number}
              onOpen={open}
              onTag={setTag}
            />
            <div className="px-3.5 pb-2 *:mt-0!">{languages}</div>
          </aside>
        )}
        <main
          className={clsx(
            'min-h-0 overflow-y-auto',
            number === null && 'max-sm:hidden',
            chart && 'max-xl:hidden',
          )}
        >
          {number !== null && !isOne && (
            <Button variant="quiet" size="sm" className="m-2 sm:hidden" onClick={() => open(null)}>
              <ArrowLeft aria-hidden="true" />
              {t('backToList')}
            </Button>
          )}
          {number === null ? (
            <EmptyState title={t('nothingOpen')} className="px-7">
              {t('nothingOpenHint')}
            </EmptyState>
          ) : (
            <GuestConversation
              key={number}
              calls={calls}
              read={read}
              number={number}
              tag={tag}
              tags={tags}
              onOpen={open}
            />
          )}
          {isOne && <div className="mx-auto max-w-[calc(66ch+8rem)] px-4 pb-4 sm:px-7">{languages}</div>}
        </main>
        {!isOne && (
          <aside
            aria-label={t('chart')}
            className={clsx(
              'min-h-0 overflow-y-auto border-line border-l bg-panel',
              !chart && 'max-xl:hidden',
            )}
          >
            <GuestChart
              calls={calls}
              read={read}
              groups={shared.groups}
              tag={tag}
              onTag={(one) => {
                setTag(one)
                // on a small screen the list stands behind the chart
                setChart(false)
              }}
            />
          </aside>
        )}
      </div>
    </div>
  )
}

function usePlace(only: number | null) {
  const params = useSearchParams()
  const asked = Number(params.get('example'))
  const number = only ?? (Number.isInteger(asked) && asked > 0 ? asked : null)
  const go = useCallback((change: Record<string, string | null>) => {
    const next = new URLSearchParams(window.location.search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    window.history.pushState(null, '', next.size > 0 ? `?${next}` : window.location.pathname)
  }, [])
  return {
    number,
    tag: params.get('tag'),
    open: useCallback((n: number | null) => go({ example: n === null ? null : String(n) }), [go]),
    setTag: useCallback((tag: string | null) => go({ tag, example: null }), [go]),
  }
}
