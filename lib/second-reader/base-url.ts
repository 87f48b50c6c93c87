import { AppError } from '@/lib/result/app-error'

/**
 * The address of a chat endpoint, in one way of writing: https, or http where private addresses are allowed; no name or
 * password, no query.
 * @throws AppError `invalid` `readerUrl`, `readerNeedsHttps`
 */
export function readBaseUrl(text: string, allowPrivate: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.username || url.password || url.search || url.hash || !url.hostname)
    throw new AppError('invalid', 'readerUrl')
  if (url.protocol === 'http:' && !allowPrivate) throw new AppError('invalid', 'readerNeedsHttps')
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

export const printBaseUrl = (url: URL): string => url.href.replace(/\/$/, '')
