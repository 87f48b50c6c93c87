'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import {
  type Container,
  containers,
  delimiters,
  type Encoding,
  encodings,
  type Plan,
} from '@/lib/formats/schema'
import { type Choice, delimiterKeys, withReading } from './choice'

/** How bytes become records. Folded away but for tables, where it is what goes wrong most. */
export function ReadingOptions({
  plan,
  choice,
  onChange,
}: {
  plan: Plan
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const t = useTranslations('imports')
  const set = (part: Parameters<typeof withReading>[1]) => onChange(withReading(choice, part))
  // what was said since the preview was made counts already
  const { container, encoding } = { ...plan, ...choice.options }
  const table = plan.table && { ...plan.table, ...choice.options }
  return (
    <details open={table !== null} className="group">
      <summary className="flex w-fit list-none items-center gap-1.5 text-ink-2 text-xs">
        <ChevronRight aria-hidden="true" className="size-3.5 text-ink-3 group-open:rotate-90" />
        {t('reading.title')}
      </summary>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3 pt-3">
        <Field label={t('reading.container')}>
          <Select value={container} onChange={(event) => set({ container: event.target.value as Container })}>
            {containers.map((name) => (
              <option key={name} value={name}>
                {t(`containers.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('reading.encoding')}>
          <Select value={encoding} onChange={(event) => set({ encoding: event.target.value as Encoding })}>
            {encodings.map((name) => (
              <option key={name} value={name}>
                {t(`encodings.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        {table && (
          <>
            <Field label={t('reading.delimiter')}>
              <Select
                value={table.delimiter}
                onChange={(event) => set({ delimiter: event.target.value as (typeof delimiters)[number] })}
              >
                {delimiters.map((sign) => (
                  <option key={sign} value={sign}>
                    {t(`delimiters.${delimiterKeys[sign]}`)}
                  </option>
                ))}
              </Select>
            </Field>
            <div className="grid gap-1.5 pb-1">
              <Checkbox
                label={t('reading.header')}
                checked={table.header}
                onChange={(event) => set({ header: event.target.checked })}
              />
              <Checkbox
                label={t('reading.quote')}
                checked={table.quote}
                onChange={(event) => set({ quote: event.target.checked })}
              />
            </div>
          </>
        )}
      </div>
    </details>
  )
}
