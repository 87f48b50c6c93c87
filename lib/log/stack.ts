import { AppError } from '@/lib/result/app-error'
import { redact } from './redact'

type Told = { code?: unknown; errno?: unknown; syscall?: unknown; meta?: unknown; constraint?: unknown }

const deepest = 5
// V8 writes a value into some of its sentences ("… in operator to search for 'x' in TEXT"), but into none of these
const ofTheEngine =
  /^([\w$.[\]]{1,80} is not (a function|iterable|defined|a constructor)|Maximum call stack size exceeded|Cannot (read|set) properties of (undefined|null))/
const frame =
  /^ {4}at (async )?([\w$.<># [\]]+ \()?(file:\/\/|node:|[\w.]+:\/\/|\/|[A-Z]:\\)?[^\s()"'`]*:\d+:\d+\)?$/
const plain = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.-]{1,60}$/.test(value) ? value : undefined

/**
 * An error and its causes for the log: its class, its code, where it was thrown. Its sentence only where nobody's text
 * can be in it: a validation error of Prisma, a syntax error or one of the database repeat what they were given.
 */
export function stackOf(error: unknown, depth = 1): string {
  if (!(error instanceof Error)) return `thrown: ${error === null ? 'null' : typeof error}`
  const cause =
    error.cause === undefined || depth >= deepest ? '' : `\ncaused by ${stackOf(error.cause, depth + 1)}`
  return [headOf(error), ...framesOf(error)].join('\n') + cause
}

function headOf(error: Error): string {
  const { code, meta, constraint } = error as Error & Told
  const model =
    typeof meta === 'object' && meta !== null ? (meta as { modelName?: unknown }).modelName : undefined
  const known = [code, model, constraint].flatMap((value) => plain(value) ?? [])
  const name = plain(error.name) ?? 'Error'
  const sentence = sentenceOf(error)
  return `${name}${known.length > 0 ? ` [${known.join(' ')}]` : ''}${sentence ? `: ${sentence}` : ''}`
}

function sentenceOf(error: Error): string {
  const { message } = error
  const { errno, syscall } = error as Error & Told
  // its sentence is the key of one in messages/
  if (error instanceof AppError) return error.reason
  // of the operating system: it names a file or an address
  if (typeof errno === 'number' && typeof syscall === 'string') return redact(message)
  // our own, and those of libraries that say what went wrong in their words
  if (error.constructor === Error) return redact(message.split('\n')[0]!.replace(quoted, '…')).slice(0, 300)
  return redact(ofTheEngine.exec(message)?.[0] ?? '')
}

const quoted = /"[^"]*"?|'[^']*'|`[^`]*`?|“[^”]*”?/g

/** The lines that say where; the sentence before them may hold anything. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = message === '' ? -1 : stack.indexOf(message)
  const lines = (at < 0 ? stack : stack.slice(at + message.length)).split('\n')
  return lines.filter((line) => frame.test(line))
}
