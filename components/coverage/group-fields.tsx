'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { Coverage, CoverageChange } from '@/lib/coverage/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { NumberField } from './number-field'

type Settings = Pick<CoverageChange, 'kindGroupId' | 'topicGroupId' | 'target'>

/** Which groups of tags stand for the rows and the columns, and how many examples each cell should hold. */
export function GroupFields({
  groups,
  coverage,
  onChange,
}: {
  groups: TagGroup[]
  coverage: Coverage
  onChange: (change: Settings) => void
}) {
  const t = useTranslations('coverage')
  const choice = (
    label: string,
    value: string | null,
    other: string | null,
    set: (id: string) => Settings,
  ) => (
    <Field label={label}>
      <Select value={value ?? ''} onChange={(event) => onChange(set(event.target.value))}>
        {value === null && <option value="">{t('choose')}</option>}
        {groups
          .filter(({ id }) => id !== other)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </Select>
    </Field>
  )
  const { kindGroupId, topicGroupId } = coverage
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      {choice(t('kinds'), kindGroupId, topicGroupId, (id) => ({ kindGroupId: id }))}
      {choice(t('topics'), topicGroupId, kindGroupId, (id) => ({ topicGroupId: id }))}
      {coverage.cells.length > 0 && (
        <NumberField
          label={t('targetOfAll')}
          value={coverage.target}
          onChange={(target) => onChange({ target })}
        />
      )}
    </div>
  )
}
