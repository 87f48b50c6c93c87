'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { Table, Td, Th } from '@/components/ui/table'
import type { MappedTags, Mapping } from '@/lib/formats/schema'
import type { Preview } from '@/lib/imports/schema'
import { type Choice, switchMode, withMapping } from './choice'
import { TagColumn } from './tag-column'

const parts = {
  pair: ['user', 'assistant', 'system'],
  grouped: ['conversation', 'speaker', 'text', 'order'],
} as const
const optional = new Set<string>(['assistant', 'system', 'order'])
const spoken = new Set<string>(['user', 'assistant', 'system', 'speaker', 'text'])
type Part = (typeof parts)['pair' | 'grouped'][number]

/** Which columns of a table hold a conversation, beside what stands in them. */
export function ColumnMapping({
  preview,
  choice,
  onChange,
}: {
  preview: Preview
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const t = useTranslations('imports.mapping')
  const { columns } = preview
  const names = columns.map(({ name }) => name)
  // what was said since the preview was made counts already
  const mapping = choice.options.mapping ?? preview.plan.mapping
  const mode = mapping?.mode ?? 'pair'
  const { tags, ...chosen }: Partial<Record<Part, string>> & { tags?: MappedTags } = mapping ?? {}
  const set = (part: Part, column: string) => {
    const base = mapping ?? switchMode(null, mode, names)
    const { [part as keyof Mapping]: _, ...rest } = base
    onChange(withMapping(choice, (column === '' ? rest : { ...base, [part]: column }) as Mapping))
  }
  const usedBy = (column: string) => [
    ...parts[mode].filter((part) => chosen[part] === column),
    ...(tags?.column === column ? (['tags'] as const) : []),
  ]
  // what is said by a turn is no tag
  const free = names.filter((name) => usedBy(name).every((part) => !spoken.has(part)))
  return (
    <section aria-label={t('title')} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-semibold text-xs">{t('title')}</h2>
        <Segmented
          label={t('mode')}
          value={mode}
          options={[
            { value: 'pair', label: t('pair') },
            { value: 'grouped', label: t('grouped') },
          ]}
          onChange={(next) => onChange(withMapping(choice, switchMode(mapping, next, names)))}
        />
      </div>
      <p className="text-ink-2 text-xs">{t(`${mode}Hint`)}</p>
      <div className="flex flex-wrap gap-x-4 gap-y-3">
        {parts[mode].map((part) => (
          <Field key={part} label={t(`parts.${part}`)}>
            <Select
              className="max-w-52"
              value={chosen[part] ?? ''}
              onChange={(event) => set(part, event.target.value)}
            >
              {(optional.has(part) || chosen[part] === undefined) && (
                <option value="">{optional.has(part) ? t('none') : t('choose')}</option>
              )}
              {names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      {mapping && (
        <TagColumn
          mapping={mapping}
          columns={free}
          tags={preview.tags}
          onChange={(next) => onChange(withMapping(choice, next))}
        />
      )}
      <Table label={t('columns')}>
        <thead>
          <tr>
            <Th>{t('column')}</Th>
            <Th>{t('samples')}</Th>
            <Th>{t('becomes')}</Th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, samples }) => (
            <tr key={name}>
              <Td className="whitespace-nowrap font-[550]">{name}</Td>
              <Td className="max-w-80 truncate text-ink-2 max-sm:max-w-28">{samples.join(' · ')}</Td>
              <Td className="whitespace-nowrap text-ink-2">
                {usedBy(name)
                  .map((part) => t(`parts.${part}`))
                  .join(', ') || <span className="text-ink-3">{t('unused')}</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
