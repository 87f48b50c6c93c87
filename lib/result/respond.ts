import 'server-only'
import { mapDatabaseError } from '@/lib/db/errors'
import { type Locale, localeCookie, localeFrom } from '@/lib/i18n/locale'
import { sentence } from '@/lib/i18n/sentence'
import { AppError, statusOf } from './app-error'
import type { Failure } from './schema'

const localeOf = (request: Request): Locale => {
  const chosen = new RegExp(`${localeCookie}=(en|ko)`).exec(request.headers.get('cookie') ?? '')?.[1]
  return localeFrom(chosen, request.headers.get('accept-language'))
}

/** What a client may know of whatever a handler threw: anything unexpected is `internal`. */
export function toAppError(thrown: unknown): AppError {
  const mapped = mapDatabaseError(thrown)
  return mapped instanceof AppError ? mapped : new AppError('internal')
}

/** The one failure body; its `id` is the request's, by which the log is searched. */
export function respondWithError(error: AppError, request: Request, id: string): Response {
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

export const respond = (value: unknown, status = 200): Response =>
  Response.json(value ?? null, { status, headers: { 'cache-control': 'no-store' } })
