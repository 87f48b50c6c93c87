export type SqlParam = string | number
/** A piece of SQL with `?` for each parameter, in order. */
export type Sql = { sql: string; params: SqlParam[] }

/** Puts pieces of SQL between pieces of text, and their parameters in the order of reading. */
export function sql(texts: TemplateStringsArray, ...values: (Sql | SqlParam)[]): Sql {
  const params: SqlParam[] = []
  let text = texts[0]!
  values.forEach((value, i) => {
    if (typeof value === 'object') {
      text += value.sql
      params.push(...value.params)
    } else {
      text += '?'
      params.push(value)
    }
    text += texts[i + 1]
  })
  return { sql: text, params }
}

/** SQL written in this code base, never from a request. */
export const raw = (text: string): Sql => ({ sql: text, params: [] })

export function joinSql(parts: Sql[], separator: ' AND ' | ' OR ' | ', '): Sql {
  return { sql: parts.map((part) => part.sql).join(separator), params: parts.flatMap((part) => part.params) }
}

/** What SQL for lists and searches says differently on each engine. Names are quoted columns or tables. */
export type Dialect = {
  yes: string
  /** A time as a parameter that compares with stored ones. */
  time(at: Date): SqlParam
  /** A time column as text, for cursors. */
  timeText(column: string): string
  /** Is one of the values, however many: one parameter. */
  isOneOf(column: string, values: readonly SqlParam[]): Sql
  /** Has this part, exactly. */
  contains(text: string, part: string): Sql
  byteLength(column: string): string
  /**
   * Ids of examples, of any dataset, whose search text has what is asked: all terms, of each any alternative, of
   * that all character pairs.
   */
  selectIdsWithPairs(terms: readonly (readonly (readonly string[])[])[]): Sql
  /** Whether the message of this id is a trained one, by an example's columns `strip` and `messageIds`. */
  isTrainedMessage(strip: string, messageIds: string, messageId: string): string
  /** The texts of a group, separated by blanks. */
  joined(text: Sql): Sql
  /** The table `e` to walk in the order of this index. */
  inOrderOf(order: IndexedOrder): string
}
export type IndexedOrder = 'number' | 'updatedAt' | 'tokens' | 'turns' | 'status'

// SQLite without statistics takes the index with the most equalities and sorts; these are the ones to walk.
const sqliteIndexes: Record<IndexedOrder, string> = {
  number: 'Example_datasetId_number_key',
  updatedAt: 'Example_datasetId_visible_updatedAt_id_trashedAt_status_idx',
  tokens: 'Example_datasetId_visible_tokens_id_trashedAt_status_idx',
  turns: 'Example_datasetId_visible_turns_id_trashedAt_status_idx',
  status: 'Example_datasetId_visible_status_number_trashedAt_idx',
}

const sqlite: Dialect = {
  yes: '1',
  time: (at) => at.toISOString().replace('Z', '+00:00'),
  timeText: (column) => `CAST(${column} AS TEXT)`,
  isOneOf: (column, values) =>
    values.length === 1
      ? sql`${raw(column)} = ${values[0]!}`
      : sql`${raw(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`,
  contains: (text, part) => sql`instr(${raw(text)}, ${part}) > 0`,
  byteLength: (column) => `octet_length(${column})`,
  selectIdsWithPairs: (terms) => {
    const all = (pairs: readonly string[]) =>
      pairs.map((pair) => `"${pair.replaceAll('"', '""')}"`).join(' AND ')
    const any = (needles: readonly (readonly string[])[]) =>
      needles.map((pairs) => `(${all(pairs)})`).join(' OR ')
    const match = terms.map((needles) => `(${any(needles)})`).join(' AND ')
    return sql`SELECT rowid AS "id" FROM "ExampleSearch" WHERE "ExampleSearch" MATCH ${match}`
  },
  isTrainedMessage: (strip, messageIds, messageId) => {
    const named = `(SELECT ids.key FROM json_each(${messageIds}) ids WHERE ids.value = ${messageId})`
    const counted = `max(CAST(substr(${messageId}, 2) AS INTEGER), 1) - 1`
    const place = `CASE WHEN ${messageIds} IS NULL THEN ${counted} ELSE ${named} END`
    return `json_extract(${strip}, '$[' || (${place}) || '][2]') = 1`
  },
  joined: (text) => sql`group_concat(${text}, ' ')`,
  inOrderOf: (order) => `"Example" e INDEXED BY "${sqliteIndexes[order]}"`,
}

/** The dialect of the engine that this process runs on. */
export const dialect: Dialect = sqlite
