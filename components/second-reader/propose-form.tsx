'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useMoney } from '@/components/ui/money'
import { Textarea } from '@/components/ui/textarea'
import { newOperationId } from '@/lib/result/call'
import { proposeExamples } from '@/lib/second-reader/client'
import type { About, ProposeTask, ReaderState } from '@/lib/second-reader/schema'
import { mostProposals } from '@/lib/second-reader/words'

/** What goes to the model beside the number: gathered when it is asked. */
export type Material = Pick<ProposeTask, 'title' | 'prompts' | 'like' | 'tagIds'>
type Endpoint = NonNullable<ReaderState['endpoint']>

/** What so many questions cost at most, in US dollars, to a hundredth of a cent. */
function mostCost({ priceIn, priceOut, mostTokensIn, mostTokensOut }: Endpoint, count: number): number {
  const cost = (count * (mostTokensIn * priceIn + mostTokensOut * priceOut)) / 1_000_000
  return Math.ceil(cost * 10_000 - 1e-6) / 10_000
}

/** How many examples, what they are to be like, and what that may cost, before anything is sent. */
export function ProposeForm({
  datasetId,
  about,
  endpoint,
  wanted: firstWanted,
  gather,
  onStarted,
}: {
  datasetId: string
  about: About
  endpoint: Endpoint
  wanted: string
  gather: () => Promise<Material>
  onStarted: () => void
}) {
  const t = useTranslations('secondReader.proposals')
  const failureText = useFailureText()
  const money = useMoney()
  const [wanted, setWanted] = useState(firstWanted)
  const [typed, setTyped] = useState('3')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const count = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0
  const isCount = count >= 1 && count <= mostProposals
  const { model, host, priceIn, priceOut } = endpoint
  const isFree = priceIn === 0 && priceOut === 0

  async function ask(event: FormEvent) {
    event.preventDefault()
    if (!isCount || busy) return
    setBusy(true)
    setError('')
    const result = await proposeExamples(datasetId, {
      operationId: newOperationId(),
      ...(await gather()),
      about,
      count,
      wanted: wanted.trim(),
      mostMoney: mostCost(endpoint, count),
    })
    setBusy(false)
    if (!result.ok) return setError(failureText(result.error))
    onStarted()
  }
  return (
    <form className="grid max-w-160 gap-4" noValidate onSubmit={(event) => void ask(event)}>
      <Field label={t('wanted')} hint={t('wantedHint')}>
        <Textarea
          rows={2}
          maxLength={8_000}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </Field>
      <Field
        label={t('count')}
        error={typed !== '' && !isCount ? t('notCount', { most: mostProposals }) : ''}
        className="w-36"
      >
        <Input inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      <div className="grid justify-items-start gap-2">
        <p className="text-ink-2 text-xs tabular-nums" aria-live="polite">
          {isCount &&
            (isFree
              ? t('costsNothing', { count, host })
              : t('costs', { count, host, most: money(mostCost(endpoint, count)) }))}
        </p>
        <p role="alert" className="text-bad text-sm empty:hidden">
          {error}
        </p>
        <Button type="submit" busy={busy} disabled={!isCount}>
          {t('ask', { count: isCount ? count : 0, model })}
        </Button>
      </div>
    </form>
  )
}
