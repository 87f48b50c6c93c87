import 'server-only'
import { randomBytes } from 'node:crypto'
import { mapDatabaseError } from '@/lib/db/errors'
import { type Locale, localeCookie, localeFrom } from '@/lib/i18n/locale'
import { sentence } from '@/lib/i18n/sentence'
import { AppError, statusOf } from './app-error'
import type { Failure } from './schema'

const localeOf = (request: Request): Locale => {
  const chosen = new RegExp(`${localeCookie}=(en|ko)`).exec(request.headers.get('cookie') ?? '')?.[1]
  return localeFrom(chosen, request.headers.get('accept-language'))
}

/** Turns whatever a handler threw into the one failure body. Unexpected things are logged whole, never shown. */
export function respondWithError(thrown: unknown, request: Request): Response {
  const mapped = mapDatabaseError(thrown)
  const error = mapped instanceof AppError ? mapped : new AppError('internal')
  const id = randomBytes(9).toString('base64url')
  const path = new URL(request.url).pathname
  // a link's token is part of some paths: it must not stand in a log
  const line = {
    at: new Date().toISOString(),
    id,
    code: error.code,
    reason: error.reason,
    method: request.method,
    path: path.replace(/[A-Za-z0-9_-]{40,}/g, '…'),
  }
  if (error.code === 'internal') {
    console.error(
      JSON.stringify({ ...line, stack: thrown instanceof Error ? withCauses(thrown) : String(thrown) }),
    )
  } else if (statusOf[error.code] >= 500 && !request.signal.aborted) console.warn(JSON.stringify(line))
  const failure: Failure = {
    code: error.code,
    reason: error.reason,
    message: sentence(localeOf(request), `errors.${error.reason}`, error.params),
    params: error.params,
    id,
    ...(error.details === undefined ? {} : { details: error.details }),
  }
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (error.retryAfterSeconds) headers.set('retry-after', String(error.retryAfterSeconds))
  return Response.json({ error: failure }, { status: statusOf[error.code], headers })
}

function withCauses(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${withCauses(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}

export const respond = (value: unknown, status = 200): Response =>
  Response.json(value ?? null, { status, headers: { 'cache-control': 'no-store' } })
