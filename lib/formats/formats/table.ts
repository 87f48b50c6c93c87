import { ownValue } from '@/lib/conversations/json'
import { isJsonObject } from '@/lib/conversations/schema'
import { good, type JsonObject, message, type Outcome, otherFormat, restOf, textOf } from '../fields'
import type { Choices, Format } from '../format'
import { readTurns } from '../turns'

function convertPair(row: JsonObject, { mapping }: Choices): Outcome {
  if (mapping?.mode !== 'pair') return otherFormat('table-pair', 'mapping')
  const texts = (['system', 'user', 'assistant'] as const).flatMap((role) => {
    const text = mapping[role] === undefined ? '' : textOf(ownValue(row, mapping[role]))
    return text ? [message(role, text)] : []
  })
  if (texts.every(({ role }) => role === 'system')) return { ok: false, code: 'empty-row', params: {} }
  const used = [mapping.user, mapping.assistant, mapping.system].filter((name) => name !== undefined)
  return good({ messages: texts, ...restOf(row, used) })
}

/** A row with a question and its answer. */
export const tablePair: Format = {
  name: 'table-pair',
  detect: () => 0,
  convert: (row, choices) => [convertPair(row, choices)],
}

/** Rows of one conversation, collected before by `RowGroups`: `{rows: [row, …]}`. */
function convertGroup(group: JsonObject, { mapping, roles }: Choices): Outcome {
  if (mapping?.mode !== 'grouped') return otherFormat('table-grouped', 'mapping')
  const rows = (Array.isArray(group.rows) ? group.rows : []).filter(isJsonObject)
  const turns = readTurns(
    rows.map((row) => ({
      from: textOf(ownValue(row, mapping.speaker)) ?? '',
      value: textOf(ownValue(row, mapping.text)) ?? '',
    })),
    roles,
  )
  if (!turns.ok) return turns
  if (turns.messages.length === 0) return { ok: false, code: 'empty-row', params: {} }
  return good({
    messages: turns.messages,
    ...groupRest(rows, mapping.conversation, [mapping.speaker, mapping.text]),
  })
}

/** What the rows say alike is said once; what differs from row to row is a list. */
function groupRest(rows: JsonObject[], id: string, used: string[]): JsonObject {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => !used.includes(name))
  const all = columns.map((name) => {
    const values = rows.map((row) => ownValue(row, name) ?? '')
    const alike = values.every((value) => value === values[0])
    return [name, alike || name === id ? values[0]! : values] as const
  })
  return restOf(Object.fromEntries(all), [])
}

export const tableGrouped: Format = {
  name: 'table-grouped',
  detect: () => 0,
  convert: (group, choices) => [convertGroup(group, choices)],
}
