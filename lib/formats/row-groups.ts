import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json, maxLineBytes } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import { type JsonObject, textOf } from './fields'
import type { Mapping, SourceRecord } from './schema'

type Grouped = Extract<Mapping, { mode: 'grouped' }>
const shownRows = 8
/** So much of the conversations that are still open is held: characters, and what a row weighs without any. */
const heldLength = 16_000_000
const rowLength = 200
type Row = Extract<SourceRecord, { value: Json }>
type Group = { rows: Row[]; line: number; excerpt: string; shown: number; length: number; held: number }

/**
 * Gathers rows into conversations, in the order of their first rows where the file has no more than `heldLength` of
 * them. Of a longer file the conversation that waits longest for its next row is closed first; rows that come back to
 * a closed one are refused: their file has to be sorted.
 */
export class RowGroups {
  // as a row comes, its conversation moves to the end
  private readonly open = new Map<string, Group>()
  private held = 0
  private readonly closed = new Set<string>()

  constructor(
    private readonly mapping: Grouped,
    private readonly limit = heldLength,
  ) {}

  *push(record: SourceRecord): Generator<SourceRecord> {
    if (!('value' in record) || !isJsonObject(record.value)) {
      yield record
      return
    }
    const id = (textOf(ownValue(record.value, this.mapping.conversation)) ?? '').trim()
    const { line, excerpt } = record
    if (id === '') yield { line, excerpt, refusal: { ok: false, code: 'no-group', params: {} } }
    else if (this.closed.has(id)) {
      const params = { id: visibleText(id, 40), megabytes: this.limit / 1_000_000 }
      yield { line, excerpt, refusal: { ok: false, code: 'group-apart', params } }
    } else {
      this.add(id, record)
      while (this.held > this.limit && this.open.size > 1) yield this.close(this.open.keys().next().value!)
    }
  }

  /** Closes what is open; of a file that goes on, what its last row belongs to is left out. */
  *end(whole = true): Generator<SourceRecord> {
    const ids = [...this.open].sort(([, a], [, b]) => a.line - b.line).map(([id]) => id)
    const last = whole ? undefined : [...this.open.keys()].at(-1)
    for (const id of ids) if (id !== last) yield this.close(id)
  }

  private add(id: string, record: Row): void {
    const { line } = record
    const group = this.open.get(id) ?? { rows: [], line, excerpt: '', shown: 0, length: 0, held: 0 }
    if (group.shown < shownRows) {
      group.excerpt += `${group.shown === 0 ? '' : '\n'}${record.excerpt}`
      group.shown += 1
    }
    const length = lengthOf(record.value as JsonObject)
    // a conversation beyond the limit is refused; its other rows need not be kept for that
    if (group.length <= maxLineBytes) {
      group.rows.push({ ...record, excerpt: '' })
      group.held += length + rowLength
      this.held += length + rowLength
    }
    group.length += length
    this.open.delete(id)
    this.open.set(id, group)
  }

  private close(id: string): SourceRecord {
    const { rows, line, excerpt, length, held } = this.open.get(id)!
    this.open.delete(id)
    this.closed.add(id)
    this.held -= held
    if (length > maxLineBytes) {
      const params = { megabytes: maxLineBytes / 1024 / 1024 }
      return { line, excerpt, refusal: { ok: false, code: 'line-too-long', params } }
    }
    const value = { rows: sorted(rows, this.mapping.order).map((row) => row.value) }
    return { line, excerpt, value, damaged: rows.some((row) => row.damaged) }
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
