'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFailureText } from '@/components/ui/failure-text'
import { Page, Section } from '@/components/ui/page'
import { RelativeTime } from '@/components/ui/relative-time'
import { Switch } from '@/components/ui/switch'
import { useToast } from '@/components/ui/toast'
import { useLive } from '@/components/workspace/outbox-context'
import { newOperationId } from '@/lib/result/call'
import { changeConsent, fetchReader } from '@/lib/second-reader/client'
import type { ReaderState } from '@/lib/second-reader/schema'
import { isReading } from '@/lib/second-reader/words'
import { unlessGone } from './look'
import { NewReading } from './new-reading'
import { ReadingItem } from './reading-item'

const pollMs = 1_000

/** The model that reads along in one dataset: whether it may, what it read, what is open of what it said. */
export function ReaderView({
  datasetId,
  initial,
  q,
  mayAllow,
  mayRead,
  isOwner,
}: {
  datasetId: string
  initial: ReaderState
  /** What the form for a reading begins with. */
  q: string
  mayAllow: boolean
  mayRead: boolean
  isOwner: boolean
}) {
  const t = useTranslations('secondReader')
  const { data, refetch } = useQuery({
    queryKey: ['reader', datasetId],
    queryFn: async ({ signal }) => unlessGone(await fetchReader(datasetId, signal)),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => isReading(run.state)) ? pollMs : false),
  })
  const look = () => void refetch()
  const state = data ?? initial
  useLive(['reader', 'example'], datasetId, look)
  const { endpoint, consent, runs, open } = state
  return (
    <Page title={t('title')} lede={t('lede')}>
      {endpoint === null ? (
        <EmptyState
          title={t('notSet')}
          actions={isOwner && <ButtonLink href="/reader">{t('setUp')}</ButtonLink>}
        >
          <p>{t(isOwner ? 'notSetOwner' : 'notSetText')}</p>
        </EmptyState>
      ) : (
        <Consent datasetId={datasetId} state={state} mayAllow={mayAllow} onChanged={look} />
      )}
      {open.remark + open.answer + open.example > 0 && (
        <Section title={t('open.title')} lede={t('open.text')}>
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {(['remark', 'answer', 'example'] as const)
              .filter((kind) => open[kind] > 0)
              .map((kind) => (
                <li key={kind}>
                  <Link
                    className="text-accent underline underline-offset-2"
                    href={`/datasets/${datasetId}?q=${encodeURIComponent(`suggestion:${kind}`)}`}
                  >
                    {t(`open.${kind}`, { count: open[kind] })}
                  </Link>
                </li>
              ))}
          </ul>
        </Section>
      )}
      {endpoint && consent && mayRead && (
        <NewReading datasetId={datasetId} endpoint={endpoint} q={q} onStarted={look} />
      )}
      {(runs.length > 0 || consent) && (
        <Section title={t('runs.title')}>
          {runs.length === 0 && <p className="text-ink-3">{t('runs.none')}</p>}
          <ul className="grid divide-y divide-line">
            {runs.map((run) => (
              <ReadingItem key={run.id} datasetId={datasetId} run={run} mayTurn={mayRead} onTurned={look} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function Consent({
  datasetId,
  state: { endpoint, consent },
  mayAllow,
  onChanged,
}: {
  datasetId: string
  state: ReaderState
  mayAllow: boolean
  onChanged: () => void
}) {
  const t = useTranslations('secondReader.consent')
  const failureText = useFailureText()
  const toast = useToast()
  const id = useId()
  const [busy, setBusy] = useState(false)
  if (!endpoint) return null
  const { model, host } = endpoint
  async function set(allowed: boolean) {
    setBusy(true)
    const result = await changeConsent(datasetId, { operationId: newOperationId(), allowed, model, host })
    setBusy(false)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    onChanged()
  }
  return (
    <div className="grid gap-1.5 rounded-lg border border-line bg-panel px-4 py-3.5">
      <div className="flex items-start gap-3">
        <Switch
          id={id}
          className="mt-0.5"
          checked={consent !== null}
          disabled={!mayAllow || busy}
          onCheckedChange={(on) => void set(on)}
        />
        <div className="grid min-w-0 gap-1">
          <label htmlFor={id} className="font-[550] [overflow-wrap:anywhere]">
            {t('label', { model, host })}
          </label>
          <p className="text-ink-2 text-sm">{t('text')}</p>
          <p className="text-ink-3 text-xs">
            {consent
              ? t.rich('by', {
                  name: consent.byName || t('theStudio'),
                  at: () => <RelativeTime at={consent.at} />,
                })
              : t(mayAllow ? 'off' : 'leadsOnly')}
          </p>
        </div>
      </div>
    </div>
  )
}
