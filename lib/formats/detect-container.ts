import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { formats } from './all'
import { parseJson } from './fields'
import { isTurn, speakersIn } from './formats/sharegpt'
import { guessMapping } from './guess-mapping'
import { JsonCutter } from './json-cutter'
import type { Container } from './schema'
import { roleOf } from './speakers'

const looked = 50
const endings: [Container, RegExp][] = [
  ['table', /\.(csv|tsv|tab)$/],
  ['yaml', /\.ya?ml$/],
  ['jsonl', /\.(jsonl|ndjson)$/],
]

/**
 * How records stand in a file. What it holds goes before its name: JSONL is often named `.json`. `looksLikeTable` is
 * asked last, where neither tells.
 */
export function detectContainer(
  text: string,
  { whole, fileName }: { whole: boolean; fileName: string },
  looksLikeTable: () => boolean,
): Container {
  const lines = linesOf(text, whole)
  const first = text.trimStart()[0]
  const name = fileName.toLowerCase().replace(/\.gz$/, '')
  const named = endings.find(([, ending]) => ending.test(name))?.[0]
  if (first === '{' && holdsLists(text, lines, whole)) return 'json-object'
  if (first === '{' || first === '[') {
    const container = isConversation(text, lines) ? 'json-list' : jsonContainer(text, lines, whole)
    return container ?? named ?? 'jsonl'
  }
  // a table that was named so
  if (named && !(named === 'jsonl' && looksLikeTable())) return named
  if (lines.some((line) => line.startsWith('{'))) return 'jsonl'
  const top = lines.find((line) => !line.startsWith('#')) ?? ''
  if (looksLikeTable()) return 'table'
  return /^(---|- |[\w-]+:(\s|$))/.test(top) ? 'yaml' : 'jsonl'
}

/** The first lines that aren't blank; the last of a file that goes on may be cut. */
function linesOf(text: string, whole: boolean): string[] {
  const all = text.split('\n', looked + 1)
  const complete = whole || all.length > looked ? all : all.slice(0, -1)
  return complete.map((line) => line.trim()).filter((line) => line !== '')
}

function jsonContainer(text: string, lines: string[], whole: boolean): Container | null {
  const isList = text.trimStart().startsWith('[')
  // one line, longer than what was read of it
  if (lines.length === 0 && !isList) return 'jsonl'
  const first = parseJson(lines[0] ?? '')
  if (isJsonObject(first)) return 'jsonl'
  if (Array.isArray(first)) return lines.length > 1 ? 'jsonl' : 'json'
  const record = firstRecord(text) ?? ''
  const value = parseJson(record)
  // an object on one line, with something behind it: a bad line
  const isWhole = typeof value === 'object' && value !== null
  if (isWhole) return isList || record.includes('\n') ? 'json' : 'jsonl'
  // a line that is an object of its own: then the first is a line too, but a bad one
  if (lines.slice(1).some((line) => isJsonObject(parseJson(line)))) return 'jsonl'
  if (!whole) return 'json'
  return lines[0] === '{' || lines[0] === '[' ? 'json' : null
}

/**
 * Whether the file is one object that is no record itself, but holds lists of them. Turns and tools are no records: an
 * object with a list of them is one.
 */
function holdsLists(text: string, lines: string[], whole: boolean): boolean {
  if (lines.length > 1 && isJsonObject(parseJson(lines[0]!))) return false
  const inner = parseJson(firstRecord(text, 'lists of an object') ?? '')
  const isRecord = isJsonObject(inner) && !isTurn(inner) && ownValue(inner, 'type') !== 'function'
  if (!isRecord && !(Array.isArray(inner) && knows(inner))) return false
  const top = firstRecord(text)
  // longer than what was read of the file: what it begins with decides
  if (top === undefined) return !whole
  const value = parseJson(top)
  return isJsonObject(value) && !knows(value) && text.trim().length === top.trim().length
}

const knows = (value: Json): boolean => Object.values(formats).some(({ detect }) => detect(value) > 0.3)

/** Whether the file is a list of turns and not of records: what it begins with is a turn of a speaker that is known. */
function isConversation(text: string, lines: string[]): boolean {
  // lists by line
  if (lines.length > 1 && Array.isArray(parseJson(lines[0]!))) return false
  if (!text.trimStart().startsWith('[')) return false
  const first = parseJson(firstRecord(text) ?? '')
  if (!isJsonObject(first) || !isTurn(first) || knows(first)) return false
  // rows that name their conversation are turns of many
  if (guessMapping(Object.keys(first), 'grouped').confidence > 0.5) return false
  return speakersIn([first]).every((speaker) => roleOf(speaker, []) !== undefined)
}

function firstRecord(text: string, enters?: 'lists of an object'): string | undefined {
  const found = new JsonCutter(enters).push(new TextEncoder().encode(text)).next()
  return found.done ? undefined : new TextDecoder().decode(found.value.bytes)
}
