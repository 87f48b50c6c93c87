import { parseDocument } from 'yaml'
import { isJson, isJsonObject, type Json, type Rejection } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import type { SourceRecord } from './schema'

/** YAML is read whole, since it can't be cut by its bytes, and slowly: so long others have to wait. */
export const maxYamlBytes = 512 * 1024

const excerptLength = 400
const listKeys = ['conversations', 'data', 'examples'] as const

const refused = (refusal: Rejection, excerpt: string, line = 1): SourceRecord[] => [
  { line, refusal, excerpt: excerpt.slice(0, excerptLength) },
]

/** Records of a YAML text: the entries of its list, or of the list named `conversations`, else the whole. */
export function readYaml(text: string): SourceRecord[] {
  const starts: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at)
  const lineAt = (offset: number) => 1 + countBelow(starts, offset)
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false })
  const [error] = document.errors
  if (error) {
    const params = { line: lineAt(error.pos[0]), reason: visibleText(error.message, 120) }
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
  if (value === null || value === undefined) return []
  return entriesOf(document.contents, value).map(({ offset, value: entry }): SourceRecord => {
    const excerpt = text.slice(offset, offset + excerptLength)
    const line = lineAt(offset)
    if (isJson(entry)) return { line, value: entry, excerpt }
    return { line, excerpt, refusal: { ok: false, code: 'not-yaml', params: { line, reason: 'not JSON' } } }
  })
}

type Entry = { offset: number; value: unknown }
type Node = { range?: [number, number, number] | null; items?: unknown[] } | null

function entriesOf(node: unknown, value: unknown): Entry[] {
  if (Array.isArray(value))
    return value.map((entry, i) => ({ offset: offsetOf((node as Node)?.items?.[i]), value: entry }))
  const key = isJsonObject(value) ? listKeys.find((name) => Array.isArray(value[name])) : undefined
  if (key === undefined) return [{ offset: offsetOf(node), value }]
  const list = (value as { [name: string]: Json[] })[key]!
  const pair = (node as Node)?.items?.find((item) => String((item as { key?: unknown }).key) === key)
  return entriesOf((pair as { value?: unknown } | undefined)?.value, list)
}

const offsetOf = (node: unknown): number => (node as Node)?.range?.[0] ?? 0

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
