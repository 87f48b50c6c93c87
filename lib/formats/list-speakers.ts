import { ownValue } from '@/lib/conversations/json'
import { readJson } from '@/lib/conversations/parse'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { formats } from './all'
import { textOf } from './fields'
import type { Plan, SourceRecord, SpeakerRole } from './schema'
import { commonRole } from './speakers'

const most = 200

type Speaker = { speaker: string; count: number; role: SpeakerRole | null }

/** Who speaks in these records, most often first, with the role each is read as; null where nobody said. */
export function listSpeakers(records: SourceRecord[], plan: Plan): Speaker[] {
  const times = new Map<string, number>()
  for (const record of records)
    for (const speaker of speakersOf(record, plan)) times.set(speaker, (times.get(speaker) ?? 0) + 1)
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([speaker, count]) => {
      const chosen = plan.roles.find((entry) => entry.speaker === speaker)
      return { speaker, count, role: chosen?.role ?? commonRole(speaker) }
    })
}

/** The speakers of one record, one entry a turn. */
export function speakersOf(record: SourceRecord, { format, mapping }: Plan): string[] {
  const value = jsonOf(record)
  if (value === undefined) return []
  if (mapping?.mode !== 'grouped') return formats[format].speakers?.(value) ?? []
  const rows = isJsonObject(value) && Array.isArray(value.rows) ? value.rows : []
  return rows.flatMap((row) =>
    isJsonObject(row) ? [(textOf(ownValue(row, mapping.speaker)) ?? '').trim()] : [],
  )
}

function jsonOf(record: SourceRecord): Json | undefined {
  if ('value' in record) return record.value
  if (!('bytes' in record)) return undefined
  const read = readJson(record.bytes)
  return read.ok ? read.value : undefined
}
