'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { Template } from '@/lib/coverage/schema'
import { templateFor } from '@/lib/coverage/templates'
import { locales } from '@/lib/i18n/locale'

const isSame = (a: Template | null, b: Template) =>
  a !== null && a.user === b.user && a.assistant === b.assistant

/** The words that an example begins with; a lead may keep them for this kind. */
export function TemplateFields({
  kind,
  words,
  kept,
  onWords,
  onKeep,
}: {
  kind: string
  words: Template
  /** What the dataset keeps for this kind. */
  kept: Template | null
  onWords: (words: Template) => void
  /** Null takes away what was kept; the prop null: not to whoever looks. */
  onKeep: ((template: Template | null) => Promise<boolean>) | null
}) {
  const t = useTranslations('coverage.begin')
  const [busy, setBusy] = useState(false)
  async function keep(template: Template | null) {
    setBusy(true)
    await onKeep?.(template)
    setBusy(false)
  }
  const brought = locales
    .map((locale) => ({ locale, template: templateFor(kind, locale) }))
    .filter(({ template }) => template.user !== '' && !isSame(template, words))
  return (
    <div className="grid gap-3">
      <Field label={t('user')}>
        <Textarea value={words.user} onChange={(event) => onWords({ ...words, user: event.target.value })} />
      </Field>
      <Field label={t('assistant')} hint={t('brackets')}>
        <Textarea
          value={words.assistant}
          onChange={(event) => onWords({ ...words, assistant: event.target.value })}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        {brought.map(({ locale, template }) => (
          <Button key={locale} size="sm" variant="quiet" onClick={() => onWords(template)}>
            {t(`brought.${locale}`)}
          </Button>
        ))}
        {onKeep && !isSame(kept, words) && (
          <Button size="sm" busy={busy} onClick={() => void keep(words)}>
            {t('keep', { kind })}
          </Button>
        )}
        {onKeep && kept !== null && (
          <Button size="sm" variant="quiet" busy={busy} onClick={() => void keep(null)}>
            {t('forget')}
          </Button>
        )}
      </div>
      <p role="status" className="text-ink-3 text-xs empty:hidden">
        {isSame(kept, words) ? t('isKept', { kind }) : ''}
      </p>
    </div>
  )
}
