import 'server-only'
import { type Locale, localeCookie, localeFrom, themeCookie } from '@/lib/i18n/locale'
import { respond } from '@/lib/result/respond'
import { studioUrl } from './studio-url'

/** A response of which it is known what its JSON is; nothing but its type says so. */
export type Answering<T> = Response & { readonly answers?: T }

/** An answer that also sets cookies. */
export function respondWithCookies<T>(value: T, cookies: string[]): Answering<T> {
  const response = respond(value)
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}

const year = 60 * 60 * 24 * 365

/** Language and theme as cookies, so that a page comes right at its first byte. */
export function preferenceCookies(preferences: { locale: string; theme: string }): string[] {
  const secure = studioUrl().startsWith('https:') ? '; Secure' : ''
  return [
    [localeCookie, preferences.locale],
    [themeCookie, preferences.theme],
  ].map(([name, value]) => `${name}=${value}; Max-Age=${year}; Path=/; SameSite=Lax${secure}`)
}

/** What a browser shows so far, before there is an account to ask. */
export function preferencesOf(headers: Headers): { locale: Locale; theme: 'system' | 'light' | 'dark' } {
  const cookies = headers.get('cookie') ?? ''
  const cookieOf = (name: string, values: string) =>
    new RegExp(`\\b${name}=(${values})\\b`).exec(cookies)?.[1]
  const theme = cookieOf(themeCookie, 'light|dark')
  return {
    locale: localeFrom(cookieOf(localeCookie, 'en|ko'), headers.get('accept-language')),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  }
}
