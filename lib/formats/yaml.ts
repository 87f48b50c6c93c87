import { Composer, CST, type Document, isScalar, Lexer, Parser, visit } from 'yaml'
import { isJson, isJsonObject, type Json, maxDepth, type Rejection } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import type { SourceRecord } from './schema'

/** YAML is read whole, since it can't be cut by its bytes, and slowly: this takes seconds. */
export const maxYamlBytes = 512 * 1024

const excerptLength = 400
// tags and anchors before one value: nobody writes more than one of each
const mostMarks = 20
const listKeys = ['conversations', 'data', 'examples'] as const

const refused = (refusal: Rejection, excerpt: string, line = 1): SourceRecord[] => [
  { line, refusal, excerpt: excerpt.slice(0, excerptLength) },
]

/** Records of the documents of a YAML text: the entries of a list, or of the list named `conversations`, else the whole. */
export function readYaml(text: string): SourceRecord[] {
  const starts: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at)
  const lineAt = (offset: number) => 1 + countBelow(starts, offset)
  const tokens = tokensOf(text)
  if (!tokens) return refused({ ok: false, code: 'too-deep', params: { levels: maxDepth } }, text)
  const composer = new Composer({ prettyErrors: false, logLevel: 'silent', uniqueKeys: false })
  const records: SourceRecord[] = []
  for (const document of composer.compose(tokens, true, text.length)) {
    const [error] = document.errors
    if (error) {
      const params = { line: lineAt(error.pos[0]), reason: visibleText(error.message, 120) }
      return refused({ ok: false, code: 'not-yaml', params }, text, params.line)
    }
    const twin = findTwin(document)
    if (twin) {
      const params = {
        line: lineAt(twin.offset),
        reason: visibleText(`Map keys must be unique: ${twin.key}`, 120),
      }
      return refused({ ok: false, code: 'not-yaml', params }, text, params.line)
    }
    let value: unknown
    try {
      // aliases may grow a small text without end: the parser counts them and throws
      value = document.toJS({ maxAliasCount: 100 })
    } catch (problem) {
      const reason = visibleText(problem instanceof Error ? problem.message : '', 120)
      return refused({ ok: false, code: 'not-yaml', params: { line: 1, reason } }, text)
    }
    if (value === null || value === undefined) continue
    for (const { offset, end, value: entry } of entriesOf(document.contents, value)) {
      const excerpt = text.slice(offset, Math.min(end, offset + excerptLength))
      const place = { line: lineAt(offset), excerpt }
      if (isJson(entry)) records.push({ ...place, value: entry })
      else {
        const params = { line: place.line, reason: 'not JSON' }
        records.push({ ...place, refusal: { ok: false, code: 'not-yaml', params } })
      }
    }
  }
  return records
}

/** The first key that its map has twice: only the last would be read. The parser's own check takes quadratic time. */
function findTwin(document: Document): { key: string; offset: number } | undefined {
  let twin: { key: string; offset: number } | undefined
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<string>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (keys.has(name)) {
          twin = { key: name, offset: offsetOf(key) }
          return visit.BREAK
        }
        keys.add(name)
      }
      return undefined
    },
  })
  return twin
}

/**
 * What the reader builds documents of, or null where levels nest too deeply: it calls itself for each of them, and at
 * the end of the stack the engine ends the whole process instead of throwing.
 */
function tokensOf(text: string): CST.Token[] | null {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let marks = 0
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme)
    if (type === 'tag' || type === 'anchor') marks += 1
    else if (type !== 'space') marks = 0
    tokens.push(...parser.next(lexeme))
    // the document is on it too
    if (parser.stack.length > maxDepth + 1 || marks > mostMarks) return null
  }
  tokens.push(...parser.end())
  return tokens
}

type Entry = { offset: number; end: number; value: unknown }
type Node = { range?: [number, number, number] | null; items?: unknown[] } | null

function entriesOf(node: unknown, value: unknown): Entry[] {
  if (Array.isArray(value))
    return value.map((entry, i) => ({ ...placeOf((node as Node)?.items?.[i]), value: entry }))
  const key = isJsonObject(value) ? listKeys.find((name) => Array.isArray(value[name])) : undefined
  if (key === undefined) return [{ ...placeOf(node), value }]
  const list = (value as { [name: string]: Json[] })[key]!
  const pair = (node as Node)?.items?.find((item) => String((item as { key?: unknown }).key) === key)
  return entriesOf((pair as { value?: unknown } | undefined)?.value, list)
}

const offsetOf = (node: unknown): number => (node as Node)?.range?.[0] ?? 0
const placeOf = (node: unknown) => ({ offset: offsetOf(node), end: (node as Node)?.range?.[2] ?? 0 })

/** How many of these rising numbers are below `limit`. */
function countBelow(numbers: number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
