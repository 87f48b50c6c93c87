'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/page'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { newOperationId } from '@/lib/result/call'
import { changeEndpoint } from '@/lib/second-reader/client'
import type { EndpointView } from '@/lib/second-reader/schema'
import { answerForms } from '@/lib/second-reader/words'

const numbers = [
  ['priceIn', 'decimal'],
  ['priceOut', 'decimal'],
  ['requestsPerMinute', 'numeric'],
  ['timeoutSeconds', 'numeric'],
  ['mostTokensIn', 'numeric'],
  ['mostTokensOut', 'numeric'],
] as const
type NumberName = (typeof numbers)[number][0]
const first: Record<NumberName, number> = {
  priceIn: 0,
  priceOut: 0,
  requestsPerMinute: 60,
  timeoutSeconds: 60,
  mostTokensIn: 24_000,
  mostTokensOut: 4_000,
}

/** What an owner types: a key that is kept is never shown, and is left alone unless another one is typed. */
export function EndpointForm({
  endpoint,
  onSaved,
}: {
  endpoint: EndpointView | null
  onSaved: () => Promise<void>
}) {
  const t = useTranslations('secondReader.endpoint')
  const failureText = useFailureText()
  const toast = useToast()
  const [baseUrl, setBaseUrl] = useState(endpoint?.baseUrl ?? '')
  const [model, setModel] = useState(endpoint?.model ?? '')
  const [key, setKey] = useState('')
  const [noKey, setNoKey] = useState(endpoint?.key === 'none')
  const [allowPrivate, setAllowPrivate] = useState(endpoint?.allowPrivate ?? false)
  const [answerForm, setAnswerForm] = useState(endpoint?.answerForm ?? 'schema')
  const [values, setValues] = useState(
    Object.fromEntries(numbers.map(([name]) => [name, String(endpoint?.[name] ?? first[name])])) as Record<
      NumberName,
      string
    >,
  )
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const isSamePlace = endpoint !== null && endpoint.baseUrl === baseUrl.trim().replace(/\/+$/, '')
  const stays = isSamePlace && endpoint.key === 'kept'

  async function save(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setError('')
    const given = Object.fromEntries(numbers.map(([name]) => [name, Number(values[name] || Number.NaN)]))
    const result = await changeEndpoint({
      operationId: newOperationId(),
      revision: endpoint?.revision ?? 0,
      baseUrl,
      model,
      allowPrivate,
      answerForm,
      ...(given as Record<NumberName, number>),
      ...(noKey ? { key: null } : key === '' ? {} : { key }),
    })
    setBusy(false)
    if (!result.ok) return setError(failureText(result.error))
    toast({ text: t('saved') })
    await onSaved()
  }

  return (
    <form className="grid gap-6" noValidate onSubmit={(event) => void save(event)}>
      <div className="grid gap-4">
        <Field label={t('baseUrl')} hint={t('baseUrlHint')}>
          <Input
            value={baseUrl}
            inputMode="url"
            spellCheck={false}
            placeholder="https://api.example.com/v1"
            onChange={(event) => setBaseUrl(event.target.value)}
          />
        </Field>
        <Checkbox
          label={t('allowPrivate')}
          hint={t('allowPrivateHint')}
          checked={allowPrivate}
          onChange={(event) => setAllowPrivate(event.target.checked)}
        />
        <Field label={t('model')} hint={t('modelHint')}>
          <Input value={model} spellCheck={false} onChange={(event) => setModel(event.target.value)} />
        </Field>
        <Field
          label={t('key')}
          hint={noKey ? undefined : t(stays ? 'keyKept' : endpoint ? 'keyAgain' : 'keyHint')}
        >
          <Input
            type="password"
            autoComplete="new-password"
            value={key}
            disabled={noKey}
            placeholder={stays ? '••••••••' : ''}
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
        <Checkbox label={t('noKey')} checked={noKey} onChange={(event) => setNoKey(event.target.checked)} />
      </div>
      <Section title={t('limits')} lede={t('limitsText')}>
        <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
          {numbers.map(([name, inputMode]) => (
            <Field key={name} label={t(`numbers.${name}`)}>
              <Input
                inputMode={inputMode}
                value={values[name]}
                onChange={(event) => setValues((now) => ({ ...now, [name]: event.target.value }))}
              />
            </Field>
          ))}
        </div>
        <Field label={t('answerForm')} hint={t('answerFormHint')}>
          <Select
            value={answerForm}
            onChange={(event) => setAnswerForm(event.target.value as typeof answerForm)}
          >
            {answerForms.map((form) => (
              <option key={form} value={form}>
                {t(`answerForms.${form}`)}
              </option>
            ))}
          </Select>
        </Field>
      </Section>
      <div className="grid justify-items-start gap-2">
        <p role="alert" className="text-bad text-sm empty:hidden">
          {error}
        </p>
        <Button type="submit" variant="primary" busy={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
