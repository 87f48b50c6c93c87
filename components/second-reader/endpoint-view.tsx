'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Page, Section } from '@/components/ui/page'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { newOperationId } from '@/lib/result/call'
import { fetchEndpoint, removeEndpoint, tryEndpoint } from '@/lib/second-reader/client'
import type { EndpointView as Endpoint, Tried } from '@/lib/second-reader/schema'
import { EndpointForm } from './endpoint-form'

/** Where the model is that reads along in this studio, for its owners. */
export function EndpointView({ initial }: { initial: Endpoint | null }) {
  const t = useTranslations('secondReader.endpoint')
  const [endpoint, setEndpoint] = useState(initial)
  async function reload() {
    const result = await fetchEndpoint()
    if (result.ok) setEndpoint(result.value.endpoint)
  }
  return (
    <Page title={t('title')} lede={t('lede')} width="narrow">
      {endpoint === null && <Note>{t('off')}</Note>}
      {endpoint?.key === 'lost' && (
        <Note tone="bad" role="alert" title={t('keyLost')}>
          {t('keyLostText')}
        </Note>
      )}
      <EndpointForm key={endpoint?.revision ?? 0} endpoint={endpoint} onSaved={reload} />
      {endpoint && (
        <>
          <TrySection endpoint={endpoint} />
          <RemoveSection endpoint={endpoint} onRemoved={reload} />
        </>
      )}
    </Page>
  )
}

function TrySection({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations('secondReader.endpoint.try')
  const errors = useTranslations('errors')
  const failureText = useFailureText()
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState<{ tried: Tried } | { failure: string } | null>(null)
  async function ask() {
    setBusy(true)
    const result = await tryEndpoint(newOperationId())
    setBusy(false)
    setTried(result.ok ? { tried: result.value } : { failure: failureText(result.error) })
  }
  const { model, host } = endpoint
  const told = (): ReactNode => {
    if (!tried) return null
    if ('failure' in tried) return <Note tone="bad">{tried.failure}</Note>
    const answer = tried.tried
    const seconds = answer.ms / 1000
    return answer.ok ? (
      <Note tone="good" title={t('well', { model, seconds })}>
        {t('said', { said: answer.said })}
      </Note>
    ) : (
      <Note tone="bad" title={t('badly', { host, seconds })}>
        {errors(answer.reason, { host })}
      </Note>
    )
  }
  return (
    <Section title={t('title')} lede={t('text')}>
      <div>
        <Button busy={busy} onClick={() => void ask()}>
          {t('act')}
        </Button>
      </div>
      <div role="status" className="empty:hidden">
        {told()}
      </div>
    </Section>
  )
}

function RemoveSection({ endpoint, onRemoved }: { endpoint: Endpoint; onRemoved: () => Promise<void> }) {
  const t = useTranslations('secondReader.endpoint.remove')
  const failureText = useFailureText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  async function remove() {
    setBusy(true)
    const result = await removeEndpoint({ operationId: newOperationId(), revision: endpoint.revision })
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    await onRemoved()
    setBusy(false)
  }
  return (
    <Section
      title={t('title')}
      lede={t('text')}
      aside={t.rich('since', { at: () => <RelativeTime at={endpoint.updatedAt} /> })}
    >
      <div>
        <Button variant="danger" busy={busy} onClick={() => void remove()}>
          {t('act')}
        </Button>
      </div>
    </Section>
  )
}
