import { raw, sql } from '../sql'
import type { Dialect, IndexedOrder } from './dialect'

// SQLite without statistics takes the index with the most equalities and sorts; these are the ones to walk.
const indexes: Record<IndexedOrder, string> = {
  number: 'Example_datasetId_number_key',
  updatedAt: 'Example_updated_idx',
  tokens: 'Example_tokens_idx',
  turns: 'Example_turns_idx',
  status: 'Example_status_idx',
}

const mostGlobbed = 1_000

export const sqlite: Dialect = {
  yes: '1',
  writers: 1,
  time: (at) => at.toISOString().replace('Z', '+00:00'),
  timeText: (column) => `CAST(${column} AS TEXT)`,
  isOneOf: (column, values) =>
    values.length === 1
      ? sql`${raw(column)} = ${values[0]!}`
      : sql`${raw(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  listOf: (texts) => sql`json_each(${JSON.stringify(texts)})`,
  numbersOf: (numbers) => sql`json_each(${JSON.stringify(numbers)})`,
  // GLOB jumps to what may begin the part: half the time of instr(), but it takes no long pattern
  contains: (text, part) =>
    part.length > mostGlobbed
      ? sql`instr(${raw(text)}, ${part}) > 0`
      : sql`${raw(text)} GLOB ${`*${part.replace(/[[*?]/g, '[$&]')}*`}`,
  byteLength: (column) => `octet_length(${column})`,
  bytes: (column) => `CAST(${column} AS BLOB)`,
  selectIdsWithPairs: (terms) => {
    const all = (pairs: readonly string[]) =>
      pairs.map((pair) => `"${pair.replaceAll('"', '""')}"`).join(' AND ')
    const any = (needles: readonly (readonly string[])[]) =>
      needles.map((pairs) => `(${all(pairs)})`).join(' OR ')
    const match = terms.map((needles) => `(${any(needles)})`).join(' AND ')
    return sql`SELECT rowid AS "id" FROM "ExampleSearch" WHERE "ExampleSearch" MATCH ${match}`
  },
  // the search table finds its rows from the start each time
  hasPairs: null,
  isTrainedMessage: (strip, messageIds, messageId) => {
    const named = `(SELECT ids.key FROM json_each(${messageIds}) ids WHERE ids.value = ${messageId})`
    const counted = `max(CAST(substr(${messageId}, 2) AS INTEGER), 1) - 1`
    const place = `CASE WHEN ${messageIds} IS NULL THEN ${counted} ELSE ${named} END`
    return `json_extract(${strip}, '$[' || (${place}) || '][2]') = 1`
  },
  joined: (text) => sql`group_concat(${text}, ' ')`,
  // one transaction at a time
  lockRows: '',
  inOrderOf: (order) => `"Example" e INDEXED BY "${indexes[order]}"`,
}
