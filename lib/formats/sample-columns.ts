import { ownValue } from '@/lib/conversations/json'
import { readJson } from '@/lib/conversations/parse'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { visibleText } from '@/lib/conversations/visible-text'
import { textOf } from './fields'
import type { SourceRecord } from './schema'

const samples = 3
const length = 80
const most = 50
const looked = 20

/** Columns with the first different texts in each. */
export function sampleColumns(
  records: SourceRecord[],
  columns: string[],
): { name: string; samples: string[] }[] {
  const rows = records.slice(0, looked).flatMap(rowsOf)
  return columns.slice(0, most).map((name) => {
    const texts = rows.flatMap((row) => {
      const text = isJsonObject(row) ? textOf(ownValue(row, name))?.trim() : undefined
      return text ? [visibleText(text, length)] : []
    })
    return { name, samples: [...new Set(texts)].slice(0, samples) }
  })
}

/** A row, the rows of a conversation, or a record of JSON. */
function rowsOf(record: SourceRecord): Json[] {
  if ('bytes' in record) {
    const read = readJson(record.bytes)
    return read.ok ? [read.value] : []
  }
  if (!('value' in record)) return []
  const { value } = record
  return isJsonObject(value) && Array.isArray(value.rows) ? value.rows : [value]
}
