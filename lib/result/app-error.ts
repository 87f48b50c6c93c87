export const errorCodes = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'unavailable',
  'storage_full',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  storage_full: 507,
  internal: 500,
}

/**
 * What commands and queries throw. `reason` names a sentence `errors.<reason>` in messages/ (default: the code),
 * `params` fill it, `details` is data a client needs (a conflict's texts, the fields that are wrong).
 */
export class AppError extends Error {
  readonly reason: string
  readonly params: Record<string, string | number>
  readonly details: unknown
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ErrorCode,
    reason?: string,
    more: { params?: Record<string, string | number>; details?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(reason ?? code)
    this.name = 'AppError'
    this.reason = reason ?? code
    this.params = more.params ?? {}
    this.details = more.details
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}
