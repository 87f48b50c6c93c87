'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { OnError } from '@/lib/imports/schema'

export type Options = { onError: OnError; sourceKey: string }

/** What is decided before an import: what a bad line does, and which field says where examples came from. */
export function ImportOptions({
  options,
  fields,
  onChange,
}: {
  options: Options
  fields: string[]
  onChange: (options: Options) => void
}) {
  const t = useTranslations('imports.options')
  const name = useId()
  const choices = [
    { value: 'skip-line', label: t('skipLine'), hint: t('skipLineHint') },
    { value: 'abort', label: t('abort'), hint: t('abortHint') },
  ] as const
  return (
    <>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('onError')}</legend>
        {choices.map(({ value, label, hint }) => (
          <label key={value} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2">
            <input
              type="radio"
              name={name}
              value={value}
              checked={options.onError === value}
              onChange={() => onChange({ ...options, onError: value })}
              className="mt-0.5 size-3.5 accent-accent"
            />
            <span>{label}</span>
            <span className="col-start-2 text-ink-3 text-xs">{hint}</span>
          </label>
        ))}
      </fieldset>
      <Field label={t('sourceKey')} hint={t('sourceKeyHint')}>
        <Select
          value={options.sourceKey}
          onChange={(event) => onChange({ ...options, sourceKey: event.target.value })}
        >
          <option value="">{t('noSourceKey')}</option>
          {fields.map((field) => (
            <option key={field} value={field}>
              {field}
            </option>
          ))}
        </Select>
      </Field>
    </>
  )
}
