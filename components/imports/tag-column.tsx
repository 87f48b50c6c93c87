'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { Mapping } from '@/lib/formats/schema'
import type { PreviewTag } from '@/lib/imports/schema'
import { withTags } from './choice'

const separators = [',', ';', '|', '/'] as const
const shown = 12

/** The column whose cells become tags, what separates them, and which tags that gives. */
export function TagColumn({
  mapping,
  columns,
  tags,
  onChange,
}: {
  mapping: Mapping
  columns: string[]
  tags: PreviewTag[]
  onChange: (mapping: Mapping) => void
}) {
  const t = useTranslations('imports.tags')
  const { column = '', separator = '' } = mapping.tags ?? {}
  const others = separator === '' || separators.some((sign) => sign === separator) ? [] : [separator]
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-x-4 gap-y-3">
        <Field label={t('column')}>
          <Select
            className="max-w-52"
            value={column}
            onChange={(event) => onChange(withTags(mapping, event.target.value, separator))}
          >
            <option value="">{t('none')}</option>
            {columns.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {column !== '' && (
          <Field label={t('separator')}>
            <Select
              value={separator}
              onChange={(event) => onChange(withTags(mapping, column, event.target.value))}
            >
              <option value="">{t('oneEach')}</option>
              {[...separators, ...others].map((sign) => (
                <option key={sign} value={sign}>
                  {t('between', { sign })}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      {column !== '' && <Given tags={tags} />}
    </div>
  )
}

function Given({ tags }: { tags: PreviewTag[] }) {
  const t = useTranslations('imports.tags')
  if (tags.length === 0) return <p className="text-ink-2 text-xs">{t('empty')}</p>
  const beside = tags.filter(({ state }) => state === 'beside').length
  return (
    <>
      <ul aria-label={t('given')} className="flex flex-wrap gap-1.5">
        {tags.slice(0, shown).map(({ name, count, state }) => (
          <li key={name} className="flex max-w-full gap-1.5 rounded-md bg-sunken px-2 py-0.5 text-xs">
            <span className={`truncate ${state === 'beside' ? 'text-ink-3 line-through' : 'font-[550]'}`}>
              {name}
            </span>
            <span className="text-ink-3 tabular-nums">{t('count', { count })}</span>
            {state === 'new' && <span className="text-ink-2">{t('new')}</span>}
          </li>
        ))}
        {tags.length > shown && (
          <li className="text-ink-3 text-xs">{t('more', { count: tags.length - shown })}</li>
        )}
      </ul>
      <p className="text-ink-2 text-xs">{beside > 0 ? t('beside', { count: beside }) : t('kept')}</p>
    </>
  )
}
