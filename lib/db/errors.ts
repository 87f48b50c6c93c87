import { AppError } from '@/lib/result/app-error'

const text = (error: unknown): string => {
  const parts: string[] = []
  for (let e: unknown = error; e instanceof Error && parts.length < 5; e = e.cause) parts.push(e.message)
  return parts.join(' | ')
}

/** Turns "busy", "too slow" and "disk full" into answers a client can act on; everything else is rethrown whole. */
export function mapDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const message = text(error)
  if (/database or disk is full|SQLITE_FULL|ENOSPC/i.test(message)) return new AppError('storage_full')
  if (
    // "Operation has timed out" is Prisma's word for a database that another program writes to
    /Unable to start a transaction|Transaction API error|Transaction already closed|SQLITE_BUSY|database is locked|Operation has timed out/i.test(
      message,
    )
  )
    return new AppError('unavailable', 'unavailable', { retryAfterSeconds: 1 })
  if (/disk I\/O error|SQLITE_IOERR/i.test(message))
    return new AppError('unavailable', 'storageTrouble', { retryAfterSeconds: 5 })
  return error
}
