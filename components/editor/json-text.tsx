'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { GrowingText } from './growing-text'

/** What is wrong with a JSON text, null where nothing is. */
export function jsonFault(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** A text that should be JSON, checked while it is typed; half-done JSON is kept all the same. */
export function JsonText({
  value,
  label,
  disabled,
  onText,
}: {
  value: string
  label: string
  disabled: boolean
  onText: (base: string, text: string) => void
}) {
  const t = useTranslations('editor')
  const noteId = useId()
  const fault = jsonFault(value)
  return (
    <div className="rounded-md border border-line bg-sunken px-2 py-1.5">
      <GrowingText
        mono
        value={value}
        label={label}
        disabled={disabled}
        invalid={fault !== null}
        describedBy={noteId}
        onText={onText}
      />
      <p id={noteId} aria-live="polite" className="text-2xs text-ink-3">
        {fault === null ? t('jsonFine') : <span className="text-warn">{t('jsonFault', { fault })}</span>}
      </p>
    </div>
  )
}
