import { type Locale, localeFrom } from '@/lib/i18n/locale'
import { sentence } from '@/lib/i18n/sentence'

/** The language of this terminal. */
export const locale: Locale = localeFrom(null, (process.env.LC_ALL ?? process.env.LANG ?? 'en').slice(0, 2))

export const say = (key: string, params: Record<string, string | number> = {}): string =>
  sentence(locale, `command.${key}`, params)
