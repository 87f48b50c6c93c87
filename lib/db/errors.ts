import { AppError } from '@/lib/result/app-error'
import { engine } from './engine'

const text = (error: unknown): string => {
  const parts: string[] = []
  for (let e: unknown = error; e instanceof Error && parts.length < 5; e = e.cause) {
    const { code } = e as { code?: unknown }
    parts.push(typeof code === 'string' ? `${code} ${e.message}` : e.message)
  }
  return parts.join(' | ')
}

// PostgreSQL: 53100 disk full
const full = /database or disk is full|SQLITE_FULL|ENOSPC|\b53100\b|No space left on device/i
// "Operation has timed out" is Prisma's word for a database that another program writes to. PostgreSQL: 40001 and
// 40P01 lost races, 53300 too many connections, 57014 statement timeout, 55P03 lock not available
const busy =
  /Unable to start a transaction|Transaction API error|Transaction already closed|SQLITE_BUSY|database is locked|Operation has timed out|\b(P2028|P2034|P2037|40001|40P01|53300|57014|55P03)\b|timeout exceeded when trying to connect|too many (clients|connections)/i
// PostgreSQL: class 08 connection, 57P0x the server ends or starts, 58030 input/output
const troubled =
  /disk I\/O error|SQLITE_IOERR|\b(P1001|P1002|P1017|08\d\d\d|57P0[1-5]|58030|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)\b|Can't reach database server|Server has closed the connection|Connection terminated|Client has encountered a connection error|connection is (closed|not queryable)/i

/**
 * PostgreSQL ended this one of two transactions that waited for each other, or that made the same row at once. Run
 * again, it reads what the other wrote.
 */
export const isLostRace = (error: unknown): boolean =>
  engine === 'postgresql' && /\b(P2034|40001|40P01|P2002|23505)\b/.test(text(error))

/** A table is asked for that no migration made: SQLite's words, PostgreSQL's 42P01; or the file is no database at all. */
export const isMissingTable = (error: unknown): boolean =>
  /no such table|\b42P01\b|SQLITE_NOTADB/.test(text(error))

/** Turns "busy", "gone", "too slow" and "disk full" into answers a client can act on; everything else is rethrown whole. */
export function mapDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (error instanceof Error && error.name === 'UnstorableText')
    return new AppError('invalid', 'unstorableText')
  const message = text(error)
  if (full.test(message)) return new AppError('storage_full')
  if (busy.test(message)) return new AppError('unavailable', 'unavailable', { retryAfterSeconds: 1 })
  if (troubled.test(message)) return new AppError('unavailable', 'storageTrouble', { retryAfterSeconds: 5 })
  return error
}
