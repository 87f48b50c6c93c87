import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser'
import { ownValue } from './json'
import { looksLikePreference, outputKeys, viewOf } from './kind'
import { isDeeperThan } from './line-structure'
import {
  isJsonObject,
  type Json,
  type LineResult,
  maxDepth,
  maxLineBytes,
  type Rejection,
  type RejectionCode,
  roles,
} from './schema'
import { visibleText } from './visible-text'

/**
 * Reads one line of a file, or the text of one example: what is refused here is refused everywhere; all else is
 * stored as it is. Only BOM, CR and outer blanks are cut off `text`.
 */
export function readLine(line: Uint8Array | string): LineResult {
  const read = readJson(line)
  return read.ok ? checkShape(read.text, read.value) : read
}

/** The JSON of a line, whatever it holds: the first half of `readLine`. */
export function readJson(line: Uint8Array | string): { ok: true; text: string; value: Json } | Rejection {
  if (isTooLong(line)) return rejected('line-too-long', { megabytes: maxLineBytes / 1024 / 1024 })
  const decoded = typeof line === 'string' ? line : decode(line)
  if (decoded === null) return rejected('not-utf8')
  const text = trimLine(decoded)
  if (isDeeperThan(text, maxDepth)) return rejected('too-deep', { levels: maxDepth })
  const value = parse(text)
  return value === undefined ? rejected('not-json', whereNotJson(text)) : { ok: true, text, value }
}

function isTooLong(line: Uint8Array | string): boolean {
  if (typeof line !== 'string') return line.length > maxLineBytes
  return line.length * 3 > maxLineBytes && new TextEncoder().encode(line).length > maxLineBytes
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

// No regular expression: on a long run of blanks inside a line `[ ]+$` takes quadratic time.
function trimLine(text: string): string {
  let start = text.startsWith('\ufeff') ? 1 : 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isBlank(unit: number) {
  return unit === 32 || unit === 9 || unit === 13 || unit === 10
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** The first place at which a text stops being JSON; `column` counts characters from 1. */
function whereNotJson(text: string): { column: number; reason: string } {
  const first = { offset: 0, code: '' }
  const stop = new Error('the first mistake is enough')
  try {
    visit(
      text,
      {
        onError: (error: ParseErrorCode, offset) => {
          first.offset = offset
          first.code = printParseErrorCode(error)
          throw stop
        },
      },
      { disallowComments: true },
    )
  } catch (error) {
    if (error !== stop) throw error
  }
  return {
    column: first.offset + 1,
    reason: first.offset >= text.length ? 'endsEarly' : reasonOf(first.code),
  }
}

function reasonOf(code: string): string {
  switch (code) {
    case 'CommaExpected':
      return 'comma'
    case 'ColonExpected':
      return 'colon'
    case 'PropertyNameExpected':
      return 'key'
    case 'ValueExpected':
      return 'value'
    case 'EndOfFileExpected':
      return 'moreAfter'
    case 'CloseBraceExpected':
    case 'CloseBracketExpected':
      return 'endsEarly'
    case 'UnexpectedEndOfString':
      return 'string'
    case 'InvalidCharacter':
      return 'control'
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return 'escape'
    case 'InvalidCommentToken':
    case 'UnexpectedEndOfComment':
      return 'comment'
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return 'number'
    default:
      return 'symbol'
  }
}

function checkShape(text: string, value: Json): LineResult {
  if (!isJsonObject(value)) return rejected('not-object', { kind: typeName(value) })
  if (looksLikePreference(value)) return checkPreference(text, value)
  const messages = ownValue(value, 'messages')
  if (!Array.isArray(messages)) return rejected('no-messages', { shape: shapeOf(value) })
  return checkMessages(messages) ?? { ok: true, text, kind: 'chat', conversation: viewOf(value) }
}

/** Exactly one answer on each side: more would be no choice, and no trainer takes them. */
function checkPreference(text: string, value: { [key: string]: Json }): LineResult {
  const input = ownValue(value, 'input')
  const messages = isJsonObject(input) ? ownValue(input, 'messages') : undefined
  if (!Array.isArray(messages)) return rejected('no-input')
  const broken = checkMessages(messages)
  if (broken) return broken
  for (const key of Object.values(outputKeys)) {
    const output = ownValue(value, key)
    if (!Array.isArray(output) || output.length !== 1)
      return rejected('output-count', { key, count: Array.isArray(output) ? output.length : -1 })
    const answer = output[0]!
    if (!isJsonObject(answer) || ownValue(answer, 'role') !== 'assistant')
      return rejected('output-not-assistant', { key })
  }
  return { ok: true, text, kind: 'preference', conversation: viewOf(value) }
}

function checkMessages(messages: Json[]): Rejection | null {
  if (messages.length === 0) return rejected('empty-messages')
  for (const [index, message] of messages.entries()) {
    if (!isJsonObject(message)) return rejected('message-not-object', { message: index + 1 })
    const role = ownValue(message, 'role')
    if (!roles.some((known) => known === role)) {
      const shown =
        role === undefined ? '' : visibleText(typeof role === 'string' ? role : JSON.stringify(role), 40)
      return rejected('unknown-role', {
        message: index + 1,
        role: shown,
        isMissing: String(role === undefined),
      })
    }
  }
  return null
}

function typeName(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** What a line without messages looks like: the reader of a rejection may have brought another format. */
function shapeOf(value: { [key: string]: Json }): string {
  const has = (key: string) => Object.hasOwn(value, key)
  if (has('prompt') && has('completion')) return 'completion'
  if (has('conversations') || has('conversation')) return 'sharegpt'
  if (has('instruction')) return 'alpaca'
  return 'other'
}

function rejected(code: RejectionCode, params: Rejection['params'] = {}): Rejection {
  return { ok: false, code, params }
}
