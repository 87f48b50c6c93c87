'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Input } from '@/components/ui/input'

/** Pasting and password managers are welcome; what is typed can be shown. */
export function PasswordInput({
  name,
  autoComplete,
}: {
  name: string
  autoComplete: 'current-password' | 'new-password'
}) {
  const t = useTranslations('account.fields')
  const [shown, setShown] = useState(false)
  return (
    <span className="relative block">
      <Input
        name={name}
        type={shown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={200}
        required
        className="pr-16"
      />
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 rounded-r-[7px] px-2.5 text-ink-3 text-xs hover:text-ink"
      >
        {shown ? t('hide') : t('show')}
      </button>
    </span>
  )
}
