import 'server-only'
import { randomBytes } from 'node:crypto'
import type { AppError } from '@/lib/result/app-error'
import { log } from './log'
import { patternOf } from './redact'
import { stackOf } from './stack'

const slowMs = 1000
const wellFormed = /^[A-Za-z0-9._-]{8,64}$/

/** The id of a request: from scripts/serve.mjs, which lets a trusted proxy choose it; without a server a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given && wellFormed.test(given) ? given : randomBytes(9).toString('base64url')
}

export type Answered = {
  id: string
  request: Request
  params: Readonly<Record<string, string | string[]>>
  actorId: string | null
  status: number
  startedAt: number
  failure?: { error: AppError; thrown: unknown }
}

/** A line for what changed something, took long or failed; reading that went well leaves none. */
export function logRequest({ id, request, params, actorId, status, startedAt, failure }: Answered): void {
  const ms = Math.round(performance.now() - startedAt)
  const line = {
    id,
    method: request.method,
    route: patternOf(new URL(request.url).pathname, params),
    status,
    ms,
    actor: actorId,
    ...(failure ? { reason: failure.error.reason } : {}),
  }
  if (failure?.error.code === 'internal')
    log.error({ ...line, code: 'internal', stack: stackOf(failure.thrown) }, 'request failed')
  else if (status >= 500 && !request.signal.aborted) log.warn(line, 'request refused')
  else if (ms >= slowMs) log.info(line, 'slow request')
  else if (request.method !== 'GET') log.info(line, 'request')
}
