import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json, maxLineBytes, type Rejection } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import { type JsonObject, textOf } from './fields'
import type { Mapping, SourceRecord } from './schema'

type Grouped = Extract<Mapping, { mode: 'grouped' }>
const shownRows = 8
type Row = Extract<SourceRecord, { value: Json }>

/**
 * Gathers rows that stand together into conversations. Only the open one is in memory, so rows that come back to a
 * conversation already closed are refused: their file has to be sorted.
 */
export class RowGroups {
  private rows: Row[] = []
  private id: string | null = null
  private length = 0
  private readonly closed = new Set<string>()

  constructor(private readonly mapping: Grouped) {}

  *push(record: SourceRecord): Generator<SourceRecord> {
    if (!('value' in record) || !isJsonObject(record.value)) {
      yield* this.end()
      yield record
      return
    }
    const id = textOf(ownValue(record.value, this.mapping.conversation)) ?? ''
    if (id !== this.id) {
      yield* this.end()
      this.id = id
    }
    // a conversation beyond the limit is refused; its other rows need not be kept for that
    if (this.length <= maxLineBytes) this.rows.push(record)
    this.length += lengthOf(record.value)
  }

  *end(): Generator<SourceRecord> {
    const { rows, id, length } = this
    if (rows.length === 0 || id === null) return
    const first = rows[0]!
    this.rows = []
    this.id = null
    this.length = 0
    const excerpt = rows
      .slice(0, shownRows)
      .map((row) => row.excerpt)
      .join('\n')
    const place = { line: first.line, excerpt }
    const refused = this.refusalOf(id, length)
    this.closed.add(id)
    if (refused) {
      yield { ...place, refusal: refused }
      return
    }
    const value = { rows: sorted(rows, this.mapping.order).map((row) => row.value) }
    yield { ...place, value, damaged: rows.some((row) => row.damaged) }
  }

  private refusalOf(id: string, length: number): Rejection | null {
    if (this.closed.has(id)) return { ok: false, code: 'group-apart', params: { id: visibleText(id, 40) } }
    if (length <= maxLineBytes) return null
    return { ok: false, code: 'line-too-long', params: { megabytes: maxLineBytes / 1024 / 1024 } }
  }
}

const lengthOf = (row: JsonObject): number =>
  Object.values(row).reduce<number>((sum, cell) => sum + (textOf(cell)?.length ?? 0), 0)

/** By number where all have one, else by text; equal ones stay as they came. */
function sorted(rows: Row[], order: string | undefined): Row[] {
  if (order === undefined) return rows
  const keys = new Map(rows.map((row) => [row, textOf(ownValue(row.value as JsonObject, order)) ?? '']))
  const numeric = [...keys.values()].every((key) => key.trim() !== '' && Number.isFinite(Number(key)))
  return [...rows].sort((a, b) => {
    const [x, y] = [keys.get(a)!, keys.get(b)!]
    return numeric ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0
  })
}
