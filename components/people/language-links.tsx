'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type Locale, locales } from '@/lib/i18n/locale'
import { chooseLanguage } from '@/lib/people/client'

const names: Record<Locale, string> = { en: 'English', ko: '한국어' }

/** The language of pages before sign-in, which no account remembers yet. */
export function LanguageLinks() {
  const t = useTranslations('account')
  const current = useLocale()
  const router = useRouter()
  async function choose(locale: Locale) {
    await chooseLanguage({ locale })
    router.refresh()
  }
  return (
    <fieldset className="mt-6 flex gap-1 border-line border-t pt-3 text-ink-3 text-xs">
      <legend className="sr-only">{t('languages')}</legend>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => void choose(locale)}
          className="-ml-1.5 rounded-md px-1.5 py-1 hover:text-ink aria-pressed:font-[550] aria-pressed:text-ink pointer-coarse:py-2"
        >
          {names[locale]}
        </button>
      ))}
    </fieldset>
  )
}
