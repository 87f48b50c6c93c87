import 'server-only'
import pino, { type Logger } from 'pino'
import { stackOf } from './stack'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
const wanted = process.env.FINECUT_LOG_LEVEL ?? 'info'
// Next sets it in a server; the command's standard output belongs to its answer
const output = process.env.NEXT_RUNTIME === 'nodejs' ? 1 : 2

/** One JSON line a record, `{ level, time, msg, … }`: on standard output in a server, on standard error in the command. */
export const log: Logger = pino(
  {
    level: levels.includes(wanted) ? wanted : 'info',
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
    redact: {
      paths: ['email', 'password', 'token', 'cookie', 'authorization', 'headers', 'body'],
      censor: '…',
    },
  },
  pino.destination({ fd: output, sync: true }),
)

/** A defect that nobody waits for an answer about: a job's, a schedule's. */
export function logDefect(error: unknown, about: Record<string, string>): void {
  log.error({ ...about, stack: stackOf(error) }, 'failed')
}
