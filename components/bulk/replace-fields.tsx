'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Textarea } from '@/components/ui/textarea'
import type { BulkDraft } from '@/lib/bulk/draft'
import { roles } from '@/lib/conversations/words'

/** What to find, what to put there, and where. */
export function ReplaceFields({
  draft,
  problem,
  onChange,
}: {
  draft: BulkDraft
  problem: string | null
  onChange: (change: Partial<BulkDraft>) => void
}) {
  const t = useTranslations('bulk.replace')
  const editor = useTranslations('editor')
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('find')} error={problem}>
          <Textarea
            rows={2}
            className="min-h-14! font-mono"
            value={draft.find}
            maxLength={2_000}
            spellCheck={false}
            onChange={(event) => onChange({ find: event.target.value })}
          />
        </Field>
        <Field label={t('with')} hint={draft.pattern ? t('groupsHint') : undefined}>
          <Textarea
            rows={2}
            className="min-h-14! font-mono"
            value={draft.with}
            maxLength={20_000}
            spellCheck={false}
            onChange={(event) => onChange({ with: event.target.value })}
          />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Segmented
          label={t('kind')}
          value={draft.pattern ? 'pattern' : 'text'}
          options={[
            { value: 'text', label: t('text') },
            { value: 'pattern', label: t('pattern') },
          ]}
          onChange={(kind) => onChange({ pattern: kind === 'pattern' })}
        />
        <Checkbox
          label={t('matchCase')}
          checked={draft.matchCase}
          onChange={(event) => onChange({ matchCase: event.target.checked })}
        />
        <Checkbox
          label={t('wholeWord')}
          checked={draft.wholeWord}
          onChange={(event) => onChange({ wholeWord: event.target.checked })}
        />
      </div>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
        <legend className="mb-1.5 text-xs font-[550] text-ink-2">{t('roles')}</legend>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={editor(`roles.${role}`)}
            checked={draft.roles.includes(role)}
            onChange={(event) =>
              onChange({
                roles: roles.filter((r) => (r === role ? event.target.checked : draft.roles.includes(r))),
              })
            }
          />
        ))}
        <Checkbox
          label={t('toolArguments')}
          checked={draft.toolArguments}
          onChange={(event) => onChange({ toolArguments: event.target.checked })}
        />
      </fieldset>
    </div>
  )
}
