'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/page'
import { newOperationId } from '@/lib/result/call'
import { startReading } from '@/lib/second-reader/client'
import type { ReaderState } from '@/lib/second-reader/schema'
import { type Look, looks } from '@/lib/second-reader/words'

/** What is to be read, what is looked for, and what it may cost. */
export function NewReading({
  datasetId,
  endpoint,
  q: firstQuery,
  onStarted,
}: {
  datasetId: string
  endpoint: NonNullable<ReaderState['endpoint']>
  q: string
  onStarted: () => void
}) {
  const t = useTranslations('secondReader.start')
  const failureText = useFailureText()
  const [q, setQ] = useState(firstQuery)
  const [chosen, setChosen] = useState<ReadonlySet<Look>>(new Set(looks))
  const [money, setMoney] = useState('1')
  const [most, setMost] = useState('100')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const isFree = endpoint.priceIn === 0 && endpoint.priceOut === 0

  async function start(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError('')
    const result = await startReading(datasetId, {
      operationId: newOperationId(),
      looks: [...chosen],
      selection: { q },
      mostMoney: Number(money || Number.NaN),
      mostExamples: Number(most || Number.NaN),
    })
    setBusy(false)
    if (!result.ok) return setError(failureText(result.error))
    onStarted()
  }
  return (
    <Section title={t('title')} lede={t('text')}>
      <form className="grid max-w-160 gap-4" noValidate onSubmit={(event) => void start(event)}>
        <Field label={t('query')} hint={t('queryHint')}>
          <Input
            value={q}
            maxLength={2000}
            spellCheck={false}
            onChange={(event) => setQ(event.target.value)}
          />
        </Field>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('looks')}</legend>
          {looks.map((look) => (
            <Checkbox
              key={look}
              label={t(`look.${look}`)}
              checked={chosen.has(look)}
              onChange={(event) => {
                const next = new Set(chosen)
                if (event.target.checked) next.add(look)
                else next.delete(look)
                setChosen(next)
              }}
            />
          ))}
        </fieldset>
        <div className="flex flex-wrap items-start gap-3">
          <Field label={t('most')} className="w-36">
            <Input inputMode="numeric" value={most} onChange={(event) => setMost(event.target.value)} />
          </Field>
          <Field label={t('money')} hint={isFree ? t('free') : undefined} className="w-48">
            <Input inputMode="decimal" value={money} onChange={(event) => setMoney(event.target.value)} />
          </Field>
        </div>
        <p role="alert" className="text-bad text-sm empty:hidden">
          {error}
        </p>
        <Button
          type="submit"
          variant="primary"
          className="justify-self-start"
          busy={busy}
          disabled={chosen.size === 0}
        >
          {t('act', { model: endpoint.model })}
        </Button>
      </form>
    </Section>
  )
}
