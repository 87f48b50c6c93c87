// next-intl's own entry needs React's client build, which the command line (react-server condition) doesn't have.
import { createTranslator } from 'use-intl/core'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import type { Locale } from './locale'

const open = (locale: Locale) =>
  createTranslator({
    locale,
    messages: (locale === 'ko' ? ko : en) as unknown as Record<string, never>,
    onError: () => {},
    getMessageFallback: ({ key }) => key,
  }) as unknown as {
    (key: string, params: Record<string, string | number>): string
    has: (key: string) => boolean
  }

/** A sentence of messages/ by its full key, for routes and the command line; the key itself where it is missing. */
export const sentence = (locale: Locale, key: string, params: Record<string, string | number> = {}): string =>
  open(locale)(key, params)

export const hasSentence = (locale: Locale, key: string): boolean => open(locale).has(key)
