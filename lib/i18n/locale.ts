export const locales = ['en', 'ko'] as const
export type Locale = (typeof locales)[number]

/** The first language of an Accept-Language header that Finecut speaks; English where none is. */
export function localeFrom(chosen: string | null | undefined, acceptLanguage: string | null): Locale {
  if (chosen === 'en' || chosen === 'ko') return chosen
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wanted.find((w): w is Locale => w === 'en' || w === 'ko') ?? 'en'
}

export const localeCookie = 'finecut-locale'
export const themeCookie = 'finecut-theme'
