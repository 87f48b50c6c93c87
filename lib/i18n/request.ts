import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import { localeCookie, localeFrom } from './locale'

export default getRequestConfig(async () => {
  const locale = localeFrom(
    (await cookies()).get(localeCookie)?.value,
    (await headers()).get('accept-language'),
  )
  return { locale, messages: locale === 'ko' ? ko : en, timeZone: 'UTC' }
})
