'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { DatasetRole } from '@/lib/auth/schema'
import type { BulkDraft } from '@/lib/bulk/draft'
import { fixable, systemPlaces, weightRules } from '@/lib/bulk/words'
import type { Status } from '@/lib/examples/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { ReplaceFields } from './replace-fields'

type Props = {
  draft: BulkDraft
  groups: TagGroup[]
  role: DatasetRole
  problem: string | null
  onChange: (change: Partial<BulkDraft>) => void
}

/** What an action still needs to know; nothing for the trash. */
export function ActionFields(props: Props) {
  switch (props.draft.kind) {
    case 'tag':
    case 'untag':
      return <TagField {...props} />
    case 'weights':
      return <WeightField {...props} />
    case 'system':
      return <SystemFields {...props} />
    case 'status':
      return <StatusFields {...props} />
    case 'fix':
      return <FixField {...props} />
    case 'replace':
      return <ReplaceFields {...props} />
    default:
      return null
  }
}

function TagField({ draft, groups, onChange }: Props) {
  const t = useTranslations('bulk.tag')
  return (
    <Field label={t('label')} hint={draft.kind === 'untag' ? t('untagHint') : t('tagHint')}>
      <Select
        className="w-full"
        value={draft.tagId}
        onChange={(event) => onChange({ tagId: event.target.value })}
      >
        <option value="">{t('choose')}</option>
        {groups.map((group) => (
          <optgroup key={group.id} label={group.name}>
            {group.tags.map((tag) => (
              <option key={tag.id} value={tag.id}>
                {tag.name}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </Field>
  )
}

function FixField({ draft, onChange }: Props) {
  const t = useTranslations('bulk.fix')
  const checks = useTranslations('checks')
  return (
    <Field label={t('label')} hint={t(draft.check === 'privacy' ? 'maskHint' : 'hint')}>
      <Select
        className="w-full"
        value={draft.check}
        onChange={(event) => {
          const check = fixable.find((id) => id === event.target.value)
          if (check) onChange({ check })
        }}
      >
        {fixable.map((check) => (
          <option key={check} value={check}>
            {checks(`${check}.name`)}
          </option>
        ))}
      </Select>
    </Field>
  )
}

function WeightField({ draft, onChange }: Props) {
  const t = useTranslations('bulk.weights')
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{t('label')}</legend>
      {weightRules.map((rule) => (
        <label key={rule} className="flex cursor-pointer items-start gap-2">
          <input
            type="radio"
            name="weight-rule"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={draft.rule === rule}
            onChange={() => onChange({ rule })}
          />
          <span className="grid gap-0.5">
            {t(rule)}
            {rule === 'acknowledgements' && (
              <span className="text-xs text-ink-3">{t('acknowledgementsHint')}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function SystemFields({ draft, onChange }: Props) {
  const t = useTranslations('bulk.system')
  return (
    <div className="grid gap-3">
      <Field label={t('text')}>
        <Textarea
          rows={5}
          className="max-h-[30dvh]"
          value={draft.text}
          maxLength={200_000}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </Field>
      <Field label={t('where')}>
        <Select
          className="w-full"
          value={draft.where}
          onChange={(event) => {
            const where = systemPlaces.find((place) => place === event.target.value)
            if (where) onChange({ where })
          }}
        >
          {systemPlaces.map((place) => (
            <option key={place} value={place}>
              {t(place)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  )
}

const submitting: readonly Status[] = ['in_review', 'draft']
const deciding: readonly Status[] = ['in_review', 'approved', 'changes_requested', 'excluded', 'draft']

function StatusFields({ draft, role, onChange }: Props) {
  const t = useTranslations('bulk.status')
  const choices = role === 'lead' ? deciding : submitting
  return (
    <div className="grid gap-3">
      <Field label={t('label')} hint={t(`hint.${draft.to}`)}>
        <Select
          className="w-full"
          value={draft.to}
          onChange={(event) => {
            const to = choices.find((status) => status === event.target.value)
            if (to) onChange({ to })
          }}
        >
          {choices.map((status) => (
            <option key={status} value={status}>
              {t(`to.${status}`)}
            </option>
          ))}
        </Select>
      </Field>
      {(draft.to === 'changes_requested' || draft.to === 'excluded') && (
        <Field label={t(draft.to === 'excluded' ? 'reasonOptional' : 'reason')}>
          <Textarea
            rows={3}
            value={draft.reason}
            maxLength={2_000}
            onChange={(event) => onChange({ reason: event.target.value })}
          />
        </Field>
      )}
    </div>
  )
}
