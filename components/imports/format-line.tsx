'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { type FormatName, formatNames, refusedFormats } from '@/lib/formats/schema'
import type { Preview } from '@/lib/imports/schema'
import { type Choice, withFormat } from './choice'

/** What the file was taken for, and the list to say otherwise. */
export function FormatLine({
  preview,
  choice,
  onChange,
}: {
  preview: Preview
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const t = useTranslations('imports')
  const { plan, detected, alternatives } = preview
  const parts = [
    t(`containers.${plan.container}`),
    t(`encodings.${plan.encoding}`),
    ...(plan.gzip ? [t('format.gzip')] : []),
  ]
  const fits = new Set<FormatName>([detected.format, ...alternatives])
  const others = formatNames.filter((name) => !fits.has(name) && !refusedFormats.has(name))
  const option = (name: FormatName) => (
    <option key={name} value={name}>
      {t(`formats.${name}`)}
    </option>
  )
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Field label={choice.format === 'auto' ? t('format.detected') : t('format.chosen')}>
          <Select
            value={choice.format === 'auto' ? 'auto' : plan.format}
            onChange={(event) => onChange(withFormat(choice, event.target.value as Choice['format']))}
          >
            <option value="auto">{t('format.auto', { format: t(`formats.${detected.format}`) })}</option>
            {alternatives.length > 0 && (
              <optgroup label={t('format.alsoFits')}>
                {alternatives.filter((name) => !refusedFormats.has(name)).map(option)}
              </optgroup>
            )}
            <optgroup label={t('format.others')}>{others.map(option)}</optgroup>
          </Select>
        </Field>
        <p className="pb-1.5 text-ink-2">{parts.join(' · ')}</p>
      </div>
      {refusedFormats.has(plan.format) && (
        <Note tone="warn" role="status" title={t(`refused.${plan.format as 'registry'}.title`)}>
          {t(`refused.${plan.format as 'registry'}.text`)}
        </Note>
      )}
      {preview.remembered && <p className="text-ink-3 text-xs">{t('format.remembered')}</p>}
    </div>
  )
}
